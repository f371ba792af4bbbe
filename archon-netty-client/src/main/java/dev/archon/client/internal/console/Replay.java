package dev.archon.client.internal.console;

import dev.archon.client.ConsoleGap;
import dev.archon.protocol.event.ArchonEvent;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The replay of one connection while it is found out how it fits to what came before: the events that are held back, and
 * what is known of them. Lines that came in front of an earlier replay, which was cut off, are carried in front of this one.
 * When it ends is decided by {@link Continuity}. Not thread-safe.
 */
final class Replay {

    /** How many of the lines that fit are searched for a unique one. */
    private static final int LOOKED_AT = 16;

    private final LineMemory memory;
    private final Seam seam;
    private final HeldBack heldBack = new HeldBack();

    /** How many of the lines came on earlier connections, in front of a replay that was cut off. */
    private int carried;

    /** The indexes of the lines with which a connection began. */
    private BitSet starts = new BitSet();

    /** Makes the replay of a new connection. */
    Replay(LineMemory memory) {
        this.memory = memory;
        this.seam = new Seam(memory);
    }

    /**
     * Some lines that the next replay carries.
     *
     * @param events the lines, in order
     * @param starts the indexes of the lines with which a connection began
     */
    record Carried(List<ArchonEvent> events, BitSet starts) {}

    /**
     * Makes the replay of a connection that is still to come.
     *
     * @param lines what it carries from earlier connections
     * @param bytesEach the size of each of their messages
     */
    static Replay carrying(LineMemory memory, Carried lines, long bytesEach) {
        Replay next = new Replay(memory);
        lines.events().forEach(event -> next.take(event, bytesEach));
        next.carried = next.seam.count();
        next.starts = lines.starts();
        next.starts.set(next.carried);
        return next;
    }

    /**
     * Holds back an event.
     *
     * @param bytes the size of its message
     * @return whether no later line can change what is known
     */
    boolean take(ArchonEvent event, long bytes) {
        int before = seam.count();
        boolean[] decided = {false};
        LineHashes.each(event, line -> decided[0] |= seam.next(line));
        heldBack.add(event, seam.count() - before, bytes);
        return decided[0];
    }

    /** Whether nothing is held back. */
    boolean isEmpty() {
        return heldBack.isEmpty();
    }

    /** Whether more is held back than may be: lines, twice as many events, or bytes. */
    boolean isLargerThan(int lines, long bytes) {
        return heldBack.lines() > lines || heldBack.size() > 2 * lines || heldBack.bytes() > bytes;
    }

    /** Whether it is likely that the replay goes on. */
    boolean isAwaiting() {
        return seam.isAwaiting() || (seam.count() > carried && isAwaitingCarried());
    }

    /** Whether some lines that came in front of an earlier replay have not come again. */
    boolean isAwaitingCarried() {
        return seam.repeated(carried).cardinality() < carried;
    }

    /** Whether what is known to fit may turn out to be a part of more that fits. */
    boolean mayGrow() {
        return seam.mayGrow();
    }

    /** Whether all that is held back is a part of what came before. */
    boolean isCertain() {
        return seam.isWithinMemory() && seam.early() == 0 && heldBack.hasUniqueLine(memory, LOOKED_AT);
    }

    /** Whether the next connection brings all of it again, so that nothing of it need be delivered if it is cut off. */
    boolean isRepeatable() {
        return seam.overlap() == 0 || seam.mayGrow();
    }

    /** Whether more lines came in front of the replay than may be carried. */
    boolean hasManyEarly() {
        return seam.early() > Seam.MOST_EARLY;
    }

    /** The lines in front of this replay that the next one has to carry, if this one is {@linkplain #isRepeatable repeatable}. */
    Carried early() {
        return early(carried);
    }

    /** The lines in front of this replay that the next one has to carry, if this one is concluded. */
    Carried earlyOfConcluded() {
        return early(seam.early());
    }

    private Carried early(int lookedFor) {
        BitSet early = new BitSet();
        early.set(0, seam.early());
        early.andNot(seam.repeated(lookedFor));
        return new Carried(heldBack.only(early), ranks(early));
    }

    /** The same indexes if only some of the lines are kept. */
    private BitSet ranks(BitSet kept) {
        BitSet ranks = new BitSet();
        starts.stream().forEach(start -> ranks.set(kept.get(0, start).cardinality()));
        return ranks;
    }

    /** The size of a message, on average. */
    long bytesEach() {
        return heldBack.bytes() / Math.max(1, heldBack.size());
    }

    /** Takes out what is not of the console. */
    Continuity.Passed takeOthers() {
        long before = heldBack.bytes();
        List<ArchonEvent> others = heldBack.takeOthers();
        return Continuity.Passed.of(others, before - heldBack.bytes());
    }

    /**
     * Decides by what is known, and remembers the lines that are new.
     *
     * @param gap told if nothing fits
     * @param complete whether lines that came in front of the replay, and are not within it, go on behind it; if not, they
     *     are left out
     * @return what goes on
     */
    Continuity.Passed conclude(ConsoleGap gap, boolean complete) {
        int overlap = seam.overlap();
        int early = overlap > 0 ? seam.early() : carried;
        BitSet dropped = seam.repeated(early);
        // Early lines that the history does not have are newer than it.
        BitSet newer = new BitSet();
        if (overlap > 0) {
            newer.set(0, early);
            newer.andNot(dropped);
            dropped.set(early, early + overlap);
            if (!complete) {
                dropped.or(newer);
                newer.clear();
            }
        }
        Continuity.Passed passed = overlap > 0
                ? Continuity.Passed.of(heldBack.without(dropped, newer), heldBack.bytes())
                : behind(gap, dropped);
        dropped.or(newer);
        int count = seam.count();
        for (int i = dropped.nextClearBit(0); i < count; i = dropped.nextClearBit(i + 1)) {
            memory.add(seam.line(i));
        }
        newer.stream().forEach(i -> memory.add(seam.line(i)));
        return passed;
    }

    /** Between lines of one connection and those of the next others may be missing, too. */
    private Continuity.Passed behind(ConsoleGap gap, BitSet dropped) {
        BitSet earlier = new BitSet();
        earlier.set(0, carried);
        earlier.or(dropped);
        List<ArchonEvent> events = heldBack.without(earlier, new BitSet());
        Optional<Continuity.Passed> then = events.isEmpty()
                ? Optional.empty()
                : Optional.of(new Continuity.Passed(Optional.of(gap), events, heldBack.bytes(), Optional.empty()));
        for (int end = carried; end > 0; ) {
            int start = Math.max(0, starts.previousSetBit(end - 1));
            BitSet ofOne = new BitSet();
            ofOne.set(start, Math.min(end, seam.count()));
            ofOne.andNot(dropped);
            if (!ofOne.isEmpty()) {
                then = Optional.of(new Continuity.Passed(Optional.of(gap), heldBack.only(ofOne), 0, then));
            }
            end = start;
        }
        return then.orElse(Continuity.Passed.NOTHING);
    }
}
