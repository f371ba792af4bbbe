package dev.archon.protocol.event;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownEventTest {

    @ParameterizedTest
    @MethodSource("types")
    void aMessageThatIsNoEventOfAKnownNameIsMalformed(String type) {
        assertTrue(new UnknownEvent(type, "{}").malformed());
    }

    @Test
    void aMessageWithoutANameIsMalformed() {
        assertTrue(new UnknownEvent("", "[]").malformed());
    }

    @Test
    void anEventOfALaterVersionIsNot() {
        assertFalse(new UnknownEvent("event-of-tomorrow", "{}").malformed());
    }

    static Stream<String> types() {
        return Arrays.stream(ArchonEvent.class.getPermittedSubclasses())
                .filter(type -> type != UnknownEvent.class)
                .map(UnknownEventTest::typeOf);
    }

    private static String typeOf(Class<?> event) {
        try {
            return String.valueOf(event.getField("TYPE").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(event + " names no type", e);
        }
    }
}
