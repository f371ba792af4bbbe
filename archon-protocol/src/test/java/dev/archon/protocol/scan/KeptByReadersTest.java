package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.scan.MessageReader.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader belongs to an event loop, so that what it keeps of a very long message would be kept for ever. */
class KeptByReadersTest {

    private static final int REPEATED = 1 << 18;

    /** Half of what each long text here has at least, and more than a reader keeps for the next texts. */
    private static final long LIMIT = REPEATED / 2;

    private static final List<String> UNITS =
            List.of("a", "\\n", "\\u000a", "\\n\\tat", "\u00e9", "\\u00e9", "\\n\u00e9");

    /** What follows the unit, and whether the message is in the usual form then. */
    private static final Map<String, Boolean> ENDS = Map.of(
            "\"", true,
            "\\r\"", true,
            "\u20ac\"", true,
            "\\ud83d\"", false,
            "\\x\"", false,
            "\\", false,
            "\t\"", false,
            "\",\"x\":\"\"", false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"?}",
                "{\"event\":\"log\",\"message\":\"?}",
                "{\"event\":\"log4j\",\"logger_name\":\"?,\"message\":\"\"}",
                "{\"event\":\"log4j\",\"level\":\"?,\"message\":\"\"}",
                "{\"event\":\"log4j\",\"level\":\"INFO\",\"thread_name\":\"?,\"message\":\"\"}",
                "{\"event\":\"log4j\",\"message\":\"?}",
                "{\"event\":\"log4j\",\"message\":\"\",\"throwable\":\"?}"
            })
    void nothingOfAVeryLongTextIsKeptWhetherItIsReadToItsEndOrNot(String form) throws Exception {
        for (String unit : UNITS) {
            for (Map.Entry<String, Boolean> end : ENDS.entrySet()) {
                byte[] message = message(form, unit, end.getKey());
                MessageReader reader = new MessageReader();
                Kind kind = reader.read(message, 0, message.length);
                assertEquals(end.getValue(), kind != Kind.OTHER, () -> form + unit + end);
                if (kind == Kind.LOG) {
                    reader.log().event();
                } else if (kind == Kind.LOG4J) {
                    reader.entry().event();
                }
                reader.clear();
                long kept = RetainedBytes.of(reader);
                assertTrue(kept < LIMIT, () -> kept + " bytes after " + form + " with " + unit + " and then " + end);
            }
        }
    }

    private static byte[] message(String form, String unit, String end) {
        int text = form.indexOf('?');
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(form.substring(0, text).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(unit.repeat(REPEATED).getBytes(StandardCharsets.UTF_8));
        out.writeBytes((end + form.substring(text + 1)).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
