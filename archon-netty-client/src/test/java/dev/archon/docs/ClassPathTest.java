package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The README's table of what comes onto an embedder's class path. */
class ClassPathTest {

    /** Written by the build: the class path at run time, without what the tests use. */
    private static final Path LIST = Path.of("target/class-path-of-embedders.txt");

    /** Optional dependencies, which do not come by themselves. */
    private static final Pattern OPTIONAL = Pattern.compile("netty-transport-classes-.*");

    private static final Pattern JAR = Pattern.compile("(.+?)-\\d[^/]*\\.jar");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([\\d,]+) \\|");
    private static final Pattern TOTAL = Pattern.compile("(?m)^\\| all together \\| ([\\d,]+) \\|");

    /** How much a size may differ: the project's own classes change with every commit. */
    private static final double TOLERANCE = 0.15;

    @Test
    void theTableHasEachJarWithItsSize() throws IOException {
        Map<String, Long> shown = shown();
        Map<String, Long> found = found();
        assertEquals(found.keySet(), shown.keySet(), found::toString);
        found.forEach((jar, size) -> assertAbout(size, shown.getOrDefault(jar, 0L), jar));
        assertAbout(
                found.values().stream().mapToLong(Long::longValue).sum(),
                number(TOTAL.matcher(readme())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1)),
                "all together");
    }

    private static Map<String, Long> shown() throws IOException {
        Map<String, Long> shown = new TreeMap<>();
        for (MatchResult row : ROW.matcher(readme()).results().toList()) {
            shown.put(row.group(1), number(row.group(2)));
        }
        return shown;
    }

    private static Map<String, Long> found() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        found.put("archon-netty-client", kilobytes(Path.of("target/classes")));
        for (String entry : Files.readString(LIST).strip().split(System.getProperty("path.separator"), -1)) {
            Path path = Path.of(entry);
            String name = nameOf(path);
            if (!OPTIONAL.matcher(name).matches()) {
                found.put(name, kilobytes(path));
            }
        }
        return found;
    }

    /** The artifact, of a jar or of a folder of classes such as {@code archon-protocol/target/classes}. */
    private static String nameOf(Path path) {
        String file = String.valueOf(path.getFileName());
        Matcher jar = JAR.matcher(file);
        return jar.matches() ? jar.group(1) : String.valueOf(path.getName(path.getNameCount() - 3));
    }

    private static long kilobytes(Path path) throws IOException {
        return Math.max(1, Math.round((Files.isDirectory(path) ? packed(path) : Files.size(path)) / 1024.0));
    }

    /** How many bytes a jar of the folder has. */
    private static long packed(Path folder) throws IOException {
        long[] count = new long[1];
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int one) {
                count[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                count[0] += length;
            }
        };
        try (ZipOutputStream zip = new ZipOutputStream(counting);
                Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return count[0];
    }

    private static void assertAbout(long found, long shown, String what) {
        assertTrue(Math.abs(found - shown) <= Math.max(2, found * TOLERANCE), what + " has " + found + " KB now");
    }

    private static String readme() throws IOException {
        return Files.readString(Pages.ROOT.resolve("README.md"));
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
