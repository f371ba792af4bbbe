package dev.archon.examples.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * The rule by which whoever reads the topic of lines gets each line once. It keeps two numbers for each server.
 *
 * <ol>
 *   <li>A record of an earlier claim than the highest one seen of its server is dropped: its writer has lost the server, and the
 *       next one has the same lines.
 *   <li>A record whose number is not higher than the last one taken is dropped.
 *   <li>If numbers were left out, lines may be missing before the record.
 * </ol>
 *
 * <p>All records of a server must be handed to one rule, in the order in which they stand in their partition. To go on after a
 * restart, keep what {@link #last} returns beside the offset.
 */
final class ReaderRule {

    private final Map<String, LineNumber> last = new HashMap<>();

    /** What is done with a record. */
    enum Verdict {
        /** The line follows the one before it, or is the first that is seen of its server. */
        TAKE,

        /** The line is taken, and lines may be missing before it. */
        TAKE_AFTER_GAP,

        /** The line has come before, or comes from a writer that no longer holds the server. */
        DROP,

        /** There is no line in the record. */
        NO_LINE
    }

    /**
     * Judges the next record of a server.
     *
     * @param server the server's id, the key of the record
     * @param record the record's header
     */
    Verdict judge(String server, LineNumber record) {
        LineNumber before = last.get(server);
        if (before == null) {
            last.put(server, record);
            return record.hasLine() ? Verdict.TAKE : Verdict.NO_LINE;
        }
        if (record.claim() < before.claim()) {
            return record.hasLine() ? Verdict.DROP : Verdict.NO_LINE;
        }
        last.put(server, new LineNumber(record.claim(), Math.max(record.number(), before.number())));
        if (!record.hasLine()) {
            return Verdict.NO_LINE;
        }
        if (record.number() <= before.number()) {
            return Verdict.DROP;
        }
        // Where nothing but a beginning has been seen, earlier lines may have been removed from the topic: no gap.
        return before.hasLine() && record.number() > before.number() + 1 ? Verdict.TAKE_AFTER_GAP : Verdict.TAKE;
    }

    /** The highest claim and the last number that were seen of a server; a beginning if there has been none. */
    LineNumber last(String server) {
        return last.getOrDefault(server, LineNumber.beginning(0));
    }

    /** Goes on from what {@link #last} has returned before a restart. */
    void resume(String server, LineNumber from) {
        last.put(server, from);
    }
}
