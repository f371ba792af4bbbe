package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.scan.MessageReader.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private Kind read(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length);
    }
}
