package dev.archon.protocol.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a message, comparable.
 *
 * @param value what was read, or {@code null}
 * @param error the text of the error, or {@code null}
 * @param field the field that the error names
 * @param offset the error's offset, or -1
 */
record Outcome(@Nullable Object value, @Nullable String error, Optional<String> field, long offset) {

    /** Reads a message. Whatever it throws but {@link ProtocolException} is a failed test. */
    @FunctionalInterface
    interface Reading {
        Object read() throws ProtocolException;
    }

    static Outcome of(Reading reading) {
        try {
            return new Outcome(reading.read(), null, Optional.empty(), -1);
        } catch (ProtocolException e) {
            return new Outcome(null, e.getMessage(), e.field(), e.offset());
        }
    }
}
