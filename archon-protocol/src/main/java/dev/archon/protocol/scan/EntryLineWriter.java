package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Writes the lines of {@code log4j} messages in UTF-8, as {@code ConsoleFormat} makes them of events, without an object
 * for a message, a line or a part of one. Not for use by several threads.
 *
 * <p>The time of day before an entry's first line is kept for a minute, and the two digits of its second are added to it. In what a
 * server replays each entry has another second, so that a kept second would often be the wrong one, which a processor cannot
 * foresee. The offset of the time zone is looked up only if it may have changed in between.
 */
public final class EntryLineWriter {

    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;

    /** Where the last word of a time begins. */
    private static final int LAST_WORD = TimeOfDay.LENGTH - Long.BYTES;

    /** By how many bits the digits of the second are moved to where they stand in the first and in the last word. */
    private static final int TENS_IN_FIRST = TimeOfDay.SECOND * Byte.SIZE;

    private static final int TENS_IN_LAST = (TimeOfDay.SECOND - LAST_WORD) * Byte.SIZE;
    private static final int ONES_IN_LAST = TENS_IN_LAST + Byte.SIZE;

    private final ZoneRules zone;

    /** The time of a minute, with zeros for the second. */
    private final byte[] time = new byte[TimeOfDay.LENGTH];

    /** The local minute that the time is of; none at first, since no number of milliseconds has it. */
    private long minute = Long.MIN_VALUE;

    /** The offset of the time zone in milliseconds, and from and up to which millisecond it is that. */
    private long offset;

    private long offsetFrom = Long.MAX_VALUE;
    private long offsetUntil = Long.MAX_VALUE;

    /**
     * Makes a writer.
     *
     * @param zone the time zone in which times of day are shown
     */
    public EntryLineWriter(ZoneRules zone) {
        this.zone = zone;
    }

    /**
     * How much room the lines of an entry take at most.
     *
     * @param entry the entry
     * @return the number of bytes
     */
    public static int room(Log4jLine entry) {
        return TimeOfDay.LENGTH + Log4jSource.AROUND_NAMES + entry.length();
    }

    /**
     * Writes the lines of an entry. There may be bytes between them that belong to none.
     *
     * @param entry has been read, and is not changed
     * @param target has {@link #room} for the lines
     * @param at where to begin
     * @param lines takes each line in its order, as indexes of the target
     * @return where the last line ends
     * @throws IndexOutOfBoundsException if there is no room
     */
    public int write(Log4jLine entry, byte[] target, int at, LineSplitter.LineRange lines) {
        int text = putPrefix(entry, target, at);
        int end = putMessage(entry, target, text);
        JsonText message = entry.message();
        if (!message.isPresent() || message.lineEnds() == 0) {
            if (end > at) {
                lines.line(at, end);
            }
        } else {
            int next = LineSplitter.lineEnd(target, text, end);
            if (next > at) {
                lines.line(at, next);
            }
            LineSplitter.split(target, next, end, lines);
        }
        JsonText trace = entry.throwable();
        if (!trace.isPresent()) {
            return end;
        }
        int behind = entry.putThrowable(target, end);
        int moved = end - trace.start();
        int start = end;
        for (int i = 0; i <= trace.lineEnds(); i++) {
            int stop = i < trace.lineEnds() ? trace.lineEnd(i) + moved : behind;
            if (stop > start) {
                lines.line(start, stop);
            }
            start = stop + 1;
        }
        return behind;
    }

    /**
     * Writes the text before the first line of an entry.
     *
     * @param entry has been read, and is not changed
     * @param target has {@link #room} for the lines
     * @param at where to begin
     * @return where the text ends
     * @throws IndexOutOfBoundsException if there is no room
     */
    public int putPrefix(Log4jLine entry, byte[] target, int at) {
        int i = at;
        if (entry.isTimed()) {
            putTime(entry.timestampMillis(), target, at);
            i += TimeOfDay.LENGTH;
        }
        return entry.putSource(target, i);
    }

    /**
     * Writes the text before the only line of an entry in front of its message, over names and time, if these are known and
     * the message is where it was received. So nothing is copied but this text.
     *
     * @param entry has been read. What {@link Log4jLine} tells does not change
     * @param array the array that the entry was read from
     * @param lines takes the line, if there is one
     * @return whether it was written; if not, nothing has changed, and {@link #write} has to be used
     */
    public boolean writeInPlace(Log4jLine entry, byte[] array, LineSplitter.LineRange lines) {
        JsonText message = entry.message();
        if (!message.isPresent()
                || message.bytes() != array
                || entry.throwable().isPresent()
                || !entry.hasKnownNames()) {
            return false;
        }
        int end = LineSplitter.trimEnd(array, message.start(), message.end());
        int text = message.start();
        if (LineSplitter.trimStart(array, text, end) > text) {
            // What stands in front of the message would be written over white space of it.
            return false;
        }
        // Each part stands in front of the message, with its name and quotes, and so is longer there.
        int start = entry.putSourceBefore(array, text);
        if (entry.isTimed()) {
            start -= TimeOfDay.LENGTH;
            putTime(entry.timestampMillis(), array, start);
        }
        if (end > start) {
            lines.line(start, end);
        }
        return true;
    }

    private void putTime(long millis, byte[] target, int at) {
        if (millis < offsetFrom || millis >= offsetUntil) {
            findOffset(millis);
        }
        long local = millis + offset;
        long ofMinute = Math.floorDiv(local, MINUTE_MILLIS);
        if (ofMinute != minute) {
            minute = ofMinute;
            TimeOfDay.put(ofMinute * (MINUTE_MILLIS / SECOND_MILLIS), time, 0);
        }
        int second = (int) (local - ofMinute * MINUTE_MILLIS) / (int) SECOND_MILLIS;
        long tens = second / 10;
        long ones = second - 10 * tens;
        // Two words that overlap in the tens, which costs less than to copy an odd number of bytes. The digits are
        // added to them
        // and not written into the array: a word that is read behind bytes just written waits for them.
        Swar.put(target, at, Swar.get(time, 0) + (tens << TENS_IN_FIRST));
        Swar.put(target, at + LAST_WORD, Swar.get(time, LAST_WORD) + (tens << TENS_IN_LAST) + (ones << ONES_IN_LAST));
    }

    private void findOffset(long millis) {
        Instant second = Instant.ofEpochSecond(Math.floorDiv(millis, SECOND_MILLIS));
        offset = zone.getOffset(second).getTotalSeconds() * SECOND_MILLIS;
        // A transition at this very second is before the next one.
        ZoneOffsetTransition before = zone.previousTransition(second.plusSeconds(1));
        ZoneOffsetTransition after = zone.nextTransition(second);
        offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond() * SECOND_MILLIS;
        offsetUntil = after == null ? Long.MAX_VALUE : after.toEpochSecond() * SECOND_MILLIS;
    }

    /** Writes the message without the white space around it. */
    private static int putMessage(Log4jLine entry, byte[] target, int at) {
        int end = LineSplitter.trimEnd(target, at, entry.putMessage(target, at));
        int start = LineSplitter.trimStart(target, at, end);
        if (start > at) {
            System.arraycopy(target, start, target, at, end - start);
        }
        return end - (start - at);
    }
}
