package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The multiples of a message's size that the package's page promises. */
@Tag("slow")
class MemoryTest {

    private static final int MIB = 1 << 20;

    /** What reading may hold at one time, the message included, as a multiple of the message's size. */
    private static final int HELD = 12;

    /** What reading may allocate in all, as a multiple of the message's size. */
    private static final int ALLOCATED = 50;

    /** The size of the messages whose allocations are counted. */
    private static final int MEASURED = 4 * MIB;

    private static final Map<HostileMessages, Long> ALLOCATED_BY = new EnumMap<>(HostileMessages.class);

    /** What a JVM needs for itself, with its young generation. */
    private static final int FIXED_MIB = 16;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void twelveTimesTheMessageIsEnoughToReadIt(@TempDir Path folder) throws Exception {
        int sizeMib = 16;
        String text = printed(
                folder,
                HostileMessages.class,
                sizeMib * MIB,
                "-XX:+UseSerialGC",
                "-Xmn8m",
                "-Xmx" + (HELD * sizeMib + FIXED_MIB) + "m");
        for (HostileMessages hostile : HostileMessages.values()) {
            String result = hostile == HostileMessages.NESTED_WITHOUT_END ? " is an error" : " was read";
            assertTrue(text.contains(hostile + result), text);
        }
    }

    /**
     * In a JVM with both compilers, as an embedder's: what they make of the code decides what is allocated. The program waits
     * for them, since on a busy machine the second one may come too late, and the first one's code allocates up to 59 bytes a
     * byte.
     */
    @BeforeAll
    static void measure(@TempDir Path folder) throws Exception {
        printed(folder, AllocatedByReading.class, MEASURED, "-Xbatch").lines().forEach(line -> {
            int space = line.indexOf(' ');
            ALLOCATED_BY.put(
                    HostileMessages.valueOf(line.substring(0, space)), Long.valueOf(line.substring(space + 1)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void fiftyTimesTheMessageIsAllThatIsEverAllocated(HostileMessages hostile) {
        long allocated = Objects.requireNonNull(ALLOCATED_BY.get(hostile), "not measured");
        System.out.printf("%s: %.1f bytes allocated a byte%n", hostile, allocated / (double) MEASURED);
        assertTrue(allocated <= (long) ALLOCATED * MEASURED, () -> hostile + " allocated " + allocated);
    }

    /** Nothing may add up from message to message, as a table of names did once. */
    @Test
    void aMessageAllocatesNoMoreForThoseBeforeIt() {
        byte[] first = HostileMessages.UNKNOWN_FIELDS_WITH_LONG_NAMES.message(2 * MIB);
        Outcome.of(() -> EventCodec.decode(first));
        for (int i = 0; i < 10; i++) {
            byte[] next = new String(first, StandardCharsets.UTF_8)
                    .replace('x', (char) ('a' + i))
                    .getBytes(StandardCharsets.UTF_8);
            long allocated = allocatedBy(() -> Outcome.of(() -> EventCodec.decode(next)));
            assertTrue(allocated < 3L * next.length, () -> "allocated " + allocated);
        }
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    /** What a program prints that ends well. */
    private static String printed(Path folder, Class<?> program, int size, String... flags) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), String.valueOf(size)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(90, TimeUnit.SECONDS), "too slow");
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
