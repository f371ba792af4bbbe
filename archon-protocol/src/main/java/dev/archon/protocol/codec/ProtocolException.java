package dev.archon.protocol.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that cannot be read. It costs that message only: the connection it came on is sound.
 *
 * <p>The text says what was expected and where; it quotes nothing of the message, because a message may hold a token.
 */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The name on the wire, or {@code null}. */
    private final @Nullable String event;

    /** The path of the field, or {@code null}. */
    private final @Nullable String field;

    /** In bytes. */
    private final long offset;

    ProtocolException(@Nullable String event, @Nullable String field, long offset, String problem) {
        super(describe(event, field, offset, problem));
        this.event = event;
        this.field = field;
        this.offset = offset;
    }

    private static String describe(@Nullable String event, @Nullable String field, long offset, String problem) {
        StringBuilder text = new StringBuilder("unreadable ");
        if (event != null) {
            text.append(event).append(' ');
        }
        text.append("message: ");
        if (field != null) {
            text.append("field ").append(field).append(": ");
        }
        return text.append(problem)
                .append(" (at byte ")
                .append(offset)
                .append(')')
                .toString();
    }

    /**
     * The name of the event, as far as it was known when the problem showed.
     *
     * @return the name on the wire of an event that this version knows
     */
    public Optional<String> event() {
        return Optional.ofNullable(event);
    }

    /**
     * The field that is missing or wrong.
     *
     * @return the field's name, with the names and indexes of what holds it: {@code all[2].progress}
     */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /**
     * Where the problem is.
     *
     * @return the number of bytes between the message's start and the place; for a missing field, that of the end of the
     *     object that should hold it
     */
    public long offset() {
        return offset;
    }
}
