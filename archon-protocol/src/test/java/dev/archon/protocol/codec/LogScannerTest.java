package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.archon.protocol.event.LogEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which log lines take the fast way. That both ways agree is in {@link LogScannerProperties}. */
class LogScannerTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "stdout,[12:00:00] Done (3.2s)!",
                "stderr,a line",
                "stdout,''",
                "stdout, ",
                "stdout,x",
                "stdout,'}'",
                "stdout,\u007f",
                "stderr,é€😀"
            })
    void takesLinesWithoutEscapes(String stream, String message) {
        String json = "{\"event\":\"log\",\"stream\":\"" + stream + "\",\"message\":\"" + message + "\"}";
        assertEquals(new LogEvent(stream, message), scan(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\"",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\" ",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\"} ",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a\",\"x\":\"\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\t\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\t\"}",
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\0\"}",
                "{\"event\":\"log\",\"stream\":\"stdin!\",\"message\":\"a\"}",
                "{\"event\": \"log\",\"stream\":\"stdout\",\"message\":\"a\"}",
                "{\"event\":\"log\",\"message\":\"a\",\"stream\":\"stdout\"}"
            })
    void leavesEverythingElse(String json) {
        assertNull(scan(json));
    }

    private static @Nullable LogEvent scan(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, padded, 1, bytes.length);
        return LogScanner.scan(padded, 1, bytes.length);
    }
}
