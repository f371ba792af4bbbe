package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
class DemoTest {

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theWholeStoryIsPlayedAndEveryLineIsDelivered() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit;
        try {
            exit = Demo.run(new PrintStream(out, true, StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new AssertionError(e.getMessage() + " after:\n" + out.toString(StandardCharsets.UTF_8), e);
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        String last = lines.get(lines.size() - 1);
        assertTrue(
                last.matches(
                        "delivered (\\d{6,}) of \\1 lines, 0 lost, 1 refreshes, 1 reconnects, [1-9]\\d+ lines/s peak"),
                last);
        assertEquals(0, exit);
        assertTrue(lines.stream().anyMatch(line -> line.contains("Running 14203ms")), "the crash is shown");
    }
}
