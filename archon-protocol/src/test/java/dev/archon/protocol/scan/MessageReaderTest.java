package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.scan.MessageReader.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kind a message is found to be. What is made of it is in {@link MessageReaderProperties}. */
class MessageReaderTest {

    private final MessageReader reader = new MessageReader();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "LOG   | {\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"Done\"}",
                "LOG4J | {\"event\":\"log4j\",\"level\":\"INFO\",\"message\":\"Done\"}",
                "OTHER | {\"event\":\"log4j\",\"message\":\"Done\",\"level\":\"INFO\"}",
                "OTHER | {\"event\":\"uptime\",\"uptime\":60}",
                "OTHER | no JSON",
                "OTHER | ``"
            })
    void theUsualFormsOfConsoleMessagesAreKnownByTheirBytes(Kind expected, String message) {
        assertEquals(expected, read(message));
    }

    @Test
    void whatIsNotUtf8IsNoMessage() {
        for (String message : new String[] {
            "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a?c\"}",
            "{\"event\":\"log4j\",\"message\":\"a?c\"}",
            "{\"event\":\"of-tomorrow\",\"text\":\"a?c\"}"
        }) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            bytes[message.indexOf('?')] = (byte) 0xFF;
            assertEquals(Kind.NOT_UTF8, reader.read(bytes, 0, bytes.length), message);
        }
    }

    @Test
    void onlyWhatWasReadCanBeUsed() {
        read("{\"event\":\"uptime\",\"uptime\":60}");
        assertThrows(IllegalStateException.class, reader::log);
        assertThrows(IllegalStateException.class, reader::entry);
        read("{\"event\":\"log4j\"}");
        assertThrows(IllegalStateException.class, reader::log);
        assertSame(reader.entry(), reader.entry());
        reader.clear();
        assertThrows(IllegalStateException.class, reader::entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"Done\"}",
                "{\"event\":\"log4j\",\"level\":\"INFO\",\"message\":\"Done\"}",
                "{\"event\":\"log",
                ""
            })
    void aRangeOutsideOfTheArrayIsRefused(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        int[][] ranges = {
            {-1, length},
            {-1, length + 1},
            {-length - 1, length + 1},
            {0, length + 1},
            {1, length},
            {length, 1},
            {length + 1, 0},
            {0, -1},
            {length, -1},
            {Integer.MIN_VALUE, length},
            {Integer.MAX_VALUE, length + 1},
            {Integer.MAX_VALUE, Integer.MAX_VALUE},
            {0, Integer.MAX_VALUE},
            {0, Integer.MIN_VALUE}
        };
        for (int[] range : ranges) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> reader.read(bytes, range[0], range[1]),
                    () -> range[0] + ", " + range[1] + " of " + message);
        }
    }

    @Test
    void aMessageThatIsCutOffAnywhereIsRecognisedAsNeither() {
        for (String message : new String[] {
            "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"Done\"}",
            "{\"event\":\"log4j\",\"level\":\"INFO\",\"message\":\"Done\"}"
        }) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                byte[] alone = Arrays.copyOf(bytes, length);
                assertEquals(Kind.OTHER, reader.read(alone, 0, length), message);
                assertEquals(Kind.OTHER, reader.read(bytes, 0, length), message);
            }
        }
    }

    private Kind read(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }
}
