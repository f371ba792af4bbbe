package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.event.UnknownEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The place in an error counts bytes, whatever stands before it. Events are read leniently, so REST answers show it. */
class PlacesTest {

    private static final int LONGER_THAN_A_BUFFER = 9_001;

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e4", "\u20ac", "\ud83d\ude00", "a\u00e4\u20ac\ud83d\ude00"})
    void aValueOfTheWrongTypeIsWhereItsFirstByteIs(String before) {
        for (int times : new int[] {1, 2, LONGER_THAN_A_BUFFER}) {
            String head = "{\"other\":\"" + before.repeat(times) + "\",\"url\":\"x\",\"token\":";
            assertEquals(bytes(head).length, offsetOfError(head + "5}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e4", "\u20ac", "\ud83d\ude00"})
    void aSecondObjectIsWhereTheFirstEnds(String before) {
        String object = "{\"url\":\"x\",\"token\":\"y\",\"other\":\"" + before.repeat(LONGER_THAN_A_BUFFER) + "\"}";
        assertEquals(bytes(object).length, offsetOfError(object + "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e4", "\u20ac", "\ud83d\ude00"})
    void whatIsMissingIsMissingAtTheClosingBrace(String before) {
        String message = "{\"url\":\"x\",\"other\":\"" + before.repeat(LONGER_THAN_A_BUFFER) + "\"}";
        assertEquals(bytes(message).length - 1, offsetOfError(message));
    }

    @Test
    void anUnknownEventKeepsItsTextAsItCame() throws Exception {
        String message =
                "{\"event\":\"later\", \"text\":\"" + "\u20ac\ud83d\ude00".repeat(LONGER_THAN_A_BUFFER) + "\"}";
        UnknownEvent event = assertInstanceOf(UnknownEvent.class, EventCodec.decode(bytes(message)));
        assertEquals(message, event.json());
    }

    private static long offsetOfError(String message) {
        return assertThrows(ProtocolException.class, () -> RestCodec.decodeCredentials(bytes(message)))
                .offset();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
