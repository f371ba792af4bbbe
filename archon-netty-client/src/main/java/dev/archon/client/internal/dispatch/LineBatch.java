package dev.archon.client.internal.dispatch;

import dev.archon.protocol.console.ConsoleLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the console as lines, where nobody wants them as events. Lines are added for one message after another until
 * the batch is offered, and not changed from then on. Not thread-safe.
 *
 * <p>Messages are what is counted, taken and dropped, as it is with events. Nearly all have one line, so where the lines of
 * each message end is noted only from the first one on that has another number.
 */
public final class LineBatch implements Messages, Consumer<ConsoleLine> {

    /** So many lines a message may have, whatever its size. */
    private static final int FEW_LINES = 4;

    /**
     * For so many bytes it may have one more. A line takes some 90 bytes besides its text, so that messages of short lines
     * would keep alive many times what their size says. As events they do not.
     */
    private static final int BYTES_A_LINE = 32;

    private final List<ConsoleLine> lines;
    private int messages;

    /** Where the lines of each message end; {@code null} as long as each has one. */
    private int @Nullable [] ends;

    /**
     * Makes a batch without messages.
     *
     * @param expected how many lines to make room for
     */
    public LineBatch(int expected) {
        this(new ArrayList<>(expected));
    }

    private LineBatch(List<ConsoleLine> lines) {
        this.lines = lines;
    }

    /**
     * Adds a line of the next message.
     *
     * @param line the line
     */
    @Override
    public void accept(ConsoleLine line) {
        lines.add(line);
    }

    /**
     * Ends a message, of which all lines have been added.
     *
     * @param bytes the size of the message
     * @return whether the message was taken; if not, it has too many lines for its size, and must go on as an event
     */
    public boolean endMessage(int bytes) {
        int before = lineEnd(messages);
        int added = lines.size() - before;
        if (added > FEW_LINES + bytes / BYTES_A_LINE) {
            lines.subList(before, lines.size()).clear();
            return false;
        }
        if (added != 1 || ends != null) {
            noteEnd();
        }
        messages++;
        return true;
    }

    private void noteEnd() {
        int[] known = ends;
        if (known == null) {
            known = new int[Math.max(16, 2 * messages)];
            for (int i = 0; i < messages; i++) {
                known[i] = i + 1;
            }
        } else if (known.length == messages) {
            known = Arrays.copyOf(known, 2 * messages);
        }
        known[messages] = lines.size();
        ends = known;
    }

    /** Where the lines of the first messages end. */
    private int lineEnd(int count) {
        int[] known = ends;
        return known == null || count == 0 ? count : known[count - 1];
    }

    @Override
    public int size() {
        return messages;
    }

    /**
     * The lines of all messages.
     *
     * @return the lines in their order; cannot be changed
     */
    public List<ConsoleLine> lines() {
        return Collections.unmodifiableList(lines);
    }

    @Override
    public long weight(int index) {
        long weight = EventWeight.FRAME;
        for (int i = lineEnd(index); i < lineEnd(index + 1); i++) {
            weight += EventWeight.of(lines.get(i));
        }
        return weight;
    }

    @Override
    public RetentionRule retention(int index) {
        return RetentionRule.NONE;
    }

    @Override
    public long lines(int from, int to) {
        return lineEnd(to) - (long) lineEnd(from);
    }

    @Override
    public LineBatch part(int from, int to) {
        if (to - from == messages) {
            return this;
        }
        int first = lineEnd(from);
        LineBatch part = new LineBatch(new ArrayList<>(lines.subList(first, lineEnd(to))));
        part.messages = to - from;
        int[] known = ends;
        if (known != null) {
            int[] own = Arrays.copyOfRange(known, from, to);
            for (int i = 0; i < own.length; i++) {
                own[i] -= first;
            }
            part.ends = own;
        }
        return part;
    }
}
