package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The simulator beside the annotations of Jackson that a framework pins. */
class JsonLibrariesTest {

    private static final Path OLD = Path.of("target", "libraries-that-do-not-fit", "jackson-annotations.jar");

    @Test
    void besideTheAnnotationsThatItNeedsItStarts() throws Exception {
        assertEquals("started", start(List.of()));
    }

    @Test
    void besideThoseOfSpringBoot35ItSaysWhatItNeeds() throws Exception {
        assertTrue(OLD.toFile().isFile(), () -> OLD + " is missing; Maven copies it in generate-test-resources");
        String problem = start(List.of(OLD.toUri().toURL()));
        assertTrue(
                problem.startsWith("the simulator cannot start: jackson-databind 3.")
                        && problem.contains("does not work with jackson-annotations 2.19.0, which is on the class path")
                        && problem.contains("2.21 or later"),
                problem);
    }

    /** Starts a simulator in a class loader of its own, and gives what it complains of. */
    private static String start(List<URL> instead) throws Exception {
        List<URL> path = new ArrayList<>(instead);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (instead.isEmpty() || !new File(entry).getName().startsWith("jackson-annotations")) {
                path.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            @SuppressWarnings("unchecked")
            Supplier<String> starting = (Supplier<String>) loader.loadClass(OneStart.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return starting.get();
        }
    }

    /** Starts a simulator and closes it. */
    public static final class OneStart implements Supplier<String> {

        /** Makes one. */
        public OneStart() {}

        @Override
        public String get() {
            try {
                ArchonSimulator.builder().start().close();
                return "started";
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }
}
