package dev.archon.client.internal.console;

import dev.archon.client.ConsoleGap;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a server's console in one piece across connections: of the history that is replayed on a new connection, only what
 * is new goes on, line by line and in whatever chunks it comes; where it does not reach back far enough there is a gap.
 *
 * <p>On a new connection events are held back from the first line on until it is known how the replay fits, which is after
 * a line or two behind what came before in most cases. When the replay is over, {@link #replayOver} decides by what is
 * known; only lines that fit into what came before still wait then, because a slow replay goes on with more of them. Of a
 * replay that a lost connection has cut off, nothing is delivered as long as all of it fits: the next one has it again.
 * Not thread-safe.
 */
public final class Continuity {

    /** Of so many lines that fit one is looked for that cannot be another. */
    private static final int LOOKED_AT = 16;

    private final LineMemory memory;
    private final int mostHeldBack;
    private final long mostBytesHeldBack;

    /** What is found out about the replay; {@code null} when that is done, and before the first connection. */
    private @Nullable Seam seam;

    private HeldBack heldBack = new HeldBack();

    /** Whether only lines wait, because the time for a replay is over. */
    private boolean isOnlyLines;

    /** How many of the lines that wait came on earlier connections, in front of a replay that was cut off. */
    private int carried;

    /** With which of the lines that wait those of a connection begin. */
    private BitSet starts = new BitSet();

    /** What waited when the connection was lost, for a session that ends without another replay. */
    private @Nullable CutOff lastCutOff;

    private record CutOff(Seam seam, HeldBack heldBack, int carried, BitSet starts) {}

    private Instant lastLine = Instant.EPOCH;
    private Instant connectedAt = Instant.EPOCH;

    /**
     * Makes the state for a server from which nothing was received yet.
     *
     * @param lines how many of the last lines are remembered, at 8 bytes each
     * @param mostBytes how large what is held back may be, as messages
     */
    public Continuity(int lines, long mostBytes) {
        this.memory = new LineMemory(lines);
        this.mostHeldBack = 4 * lines;
        this.mostBytesHeldBack = mostBytes;
    }

    /**
     * What goes on to the handlers.
     *
     * @param gap what comes before the events; empty if nothing is missing
     * @param events in order; may be empty
     * @param bytes the size of their messages
     * @param then what goes on behind them
     */
    public record Passed(Optional<ConsoleGap> gap, List<ArchonEvent> events, long bytes, Optional<Passed> then) {

        private static final Passed NOTHING = of(List.of(), 0);

        private static Passed of(List<ArchonEvent> events, long bytes) {
            return new Passed(Optional.empty(), events, bytes, Optional.empty());
        }
    }

    /**
     * A connection was made; what it brings may begin with a replay.
     *
     * @param now the time
     * @return what was held back until now and goes on
     */
    public Passed connected(Instant now) {
        Passed before = lost();
        lastCutOff = null;
        connectedAt = now;
        isOnlyLines = false;
        if (seam == null && memory.size() > 0) {
            seam = new Seam(memory);
        }
        return before;
    }

    /**
     * Takes what one read has brought.
     *
     * @param events in order
     * @param bytes the size of their messages
     * @param now the time
     * @return what goes on
     */
    public Passed receive(List<ArchonEvent> events, long bytes, Instant now) {
        Seam deciding = seam;
        if (deciding == null || (heldBack.isEmpty() && !hasConsole(events))) {
            remember(events, now);
            return Passed.of(events, bytes);
        }
        long each = Math.max(1, bytes / events.size());
        List<ArchonEvent> others = new ArrayList<>();
        boolean decided = false;
        for (ArchonEvent event : events) {
            boolean console = ConsoleFormat.isConsole(event);
            if (!console && isOnlyLines && !decided) {
                others.add(event);
                continue;
            }
            int before = deciding.count();
            decided |= take(deciding, event);
            heldBack.add(event, deciding.count() - before, each);
        }
        boolean full = heldBack.lines() > mostHeldBack
                || heldBack.size() > 2 * mostHeldBack
                || heldBack.bytes() > mostBytesHeldBack;
        long bytesOfOthers = each * others.size();
        if (full
                || (decided && !isAwaitingCarried(deciding))
                || (isOnlyLines && !isAwaiting(deciding) && !deciding.mayGrow())) {
            Passed passed = conclude(now);
            return others.isEmpty() ? passed : new Passed(Optional.empty(), others, bytesOfOthers, Optional.of(passed));
        }
        return Passed.of(others, bytesOfOthers);
    }

    /**
     * Whether it is being decided how a replay fits, for which messages of the console are needed as events.
     *
     * @return false if {@link #passed} may be told of lines
     */
    public boolean isDeciding() {
        return seam != null;
    }

    /**
     * Notes lines that go on to the handlers while nothing is being decided.
     *
     * @param lines in order
     * @param now the time
     */
    public void passed(List<ConsoleLine> lines, Instant now) {
        for (ConsoleLine line : lines) {
            memory.add(LineHashes.of(line));
        }
        lastLine = now;
    }

    private static boolean take(Seam deciding, ArchonEvent event) {
        boolean[] decided = {false};
        LineHashes.each(event, line -> decided[0] |= deciding.next(line));
        return decided[0];
    }

    /**
     * Whether events are held back.
     *
     * @return whether {@link #replayOver}, {@link #stalled} or {@link #end} has something to decide
     */
    public boolean isHolding() {
        return !heldBack.isEmpty();
    }

    /**
     * Decides by what is known, since the time for a replay is over. Lines still wait if they fit into what came before, or
     * if some that came in front of the replay have not come again: a slow replay goes on. So do lines that are alike and
     * may be older than they seem, unless the console is quiet.
     *
     * @param now the time
     * @param quiet whether the console has been quiet for long enough that lines which come from now on are new ones
     * @return what was held back and goes on now
     */
    public Passed replayOver(Instant now, boolean quiet) {
        if (seam == null || heldBack.isEmpty()) {
            return Passed.NOTHING;
        }
        if (!isAwaiting(seam) && (quiet || !seam.mayGrow())) {
            return conclude(now);
        }
        isOnlyLines = true;
        long before = heldBack.bytes();
        List<ArchonEvent> others = heldBack.takeOthers();
        return Passed.of(others, before - heldBack.bytes());
    }

    private boolean isAwaiting(Seam deciding) {
        return deciding.isAwaiting() || (deciding.count() > carried && isAwaitingCarried(deciding));
    }

    private boolean isAwaitingCarried(Seam deciding) {
        return deciding.repeated(carried).cardinality() < carried;
    }

    /**
     * The connection is lost. A replay that is cut off says nothing new as far as it fits, and the next one brings it again;
     * so do a few lines that came in front of it.
     *
     * @return what was held back and goes on now
     */
    public Passed lost() {
        Seam cutOff = seam;
        if (cutOff == null || heldBack.isEmpty()) {
            return Passed.NOTHING;
        }
        if (cutOff.early() > Seam.MOST_EARLY) {
            return conclude(connectedAt);
        }
        BitSet early = new BitSet();
        early.set(0, cutOff.early());
        if (cutOff.overlap() == 0 || cutOff.mayGrow()) {
            long before = heldBack.bytes();
            List<ArchonEvent> others = heldBack.takeOthers();
            long bytes = before - heldBack.bytes();
            if (lastCutOff == null) {
                lastCutOff = new CutOff(cutOff, heldBack, carried, starts);
            }
            early.andNot(cutOff.repeated(carried));
            carry(heldBack.only(early), ranks(early));
            return Passed.of(others, bytes);
        }
        early.andNot(cutOff.repeated(cutOff.early()));
        List<ArchonEvent> kept = heldBack.only(early);
        BitSet keptStarts = ranks(early);
        Passed passed = conclude(connectedAt, false);
        if (!kept.isEmpty()) {
            carry(kept, keptStarts);
        }
        return passed;
    }

    /** Where connections begin if only some lines are kept. */
    private BitSet ranks(BitSet kept) {
        BitSet ranks = new BitSet();
        starts.stream().forEach(start -> ranks.set(kept.get(0, start).cardinality()));
        return ranks;
    }

    /** Keeps lines for the next connection. */
    private void carry(List<ArchonEvent> kept, BitSet keptStarts) {
        long each = heldBack.bytes() / Math.max(1, heldBack.size());
        Seam next = new Seam(memory);
        heldBack = new HeldBack();
        for (ArchonEvent event : kept) {
            int before = next.count();
            take(next, event);
            heldBack.add(event, next.count() - before, each);
        }
        carried = next.count();
        starts = keptStarts;
        starts.set(carried);
        seam = next;
    }

    /**
     * The replay has stood still for too long to go on. Only lines that have come before for certain, because they say when
     * they were printed, still wait: there is nothing new among them, and the next line decides.
     *
     * @param now the time
     * @return what was held back and goes on now
     */
    public Passed stalled(Instant now) {
        return seam == null || heldBack.isEmpty() || isCertain(seam) ? Passed.NOTHING : conclude(now);
    }

    /**
     * The session has ended, and no more is awaited. Lines that have come before for certain are left out.
     *
     * @param now the time
     * @return what was held back and goes on now
     */
    public Passed end(Instant now) {
        CutOff before = lastCutOff;
        if (before != null) {
            lastCutOff = null;
            seam = before.seam();
            heldBack = before.heldBack();
            carried = before.carried();
            starts = before.starts();
        }
        if (seam == null || heldBack.isEmpty()) {
            return Passed.NOTHING;
        }
        if (!isCertain(seam)) {
            return conclude(now);
        }
        long bytesBefore = heldBack.bytes();
        List<ArchonEvent> others = heldBack.takeOthers();
        long bytes = bytesBefore - heldBack.bytes();
        forgetHeldBack();
        return Passed.of(others, bytes);
    }

    /** Whether all that waits is a part of what came before. */
    private boolean isCertain(Seam deciding) {
        return deciding.isWithinMemory() && deciding.early() == 0 && heldBack.hasUniqueLine(memory, LOOKED_AT);
    }

    private Passed conclude(Instant now) {
        return conclude(now, true);
    }

    /**
     * Decides.
     *
     * @param now the time
     * @param complete whether lines that came in front of the replay, and are not within it, go on behind it; if not, they
     *     are left out
     */
    private Passed conclude(Instant now, boolean complete) {
        Seam decided = Objects.requireNonNull(seam);
        int overlap = decided.overlap();
        int early = overlap > 0 ? decided.early() : carried;
        BitSet dropped = decided.repeated(early);
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
        Passed passed = overlap > 0
                ? Passed.of(heldBack.without(dropped, newer), heldBack.bytes())
                : behindAGap(dropped, decided.count());
        dropped.or(newer);
        for (int i = dropped.nextClearBit(0); i < decided.count(); i = dropped.nextClearBit(i + 1)) {
            memory.add(decided.line(i));
        }
        newer.stream().forEach(i -> memory.add(decided.line(i)));
        lastLine = now;
        forgetHeldBack();
        return passed;
    }

    private void forgetHeldBack() {
        seam = null;
        lastCutOff = null;
        heldBack = new HeldBack();
        carried = 0;
        starts = new BitSet();
        isOnlyLines = false;
    }

    /** Between lines of one connection and those of the next others may be missing, too. */
    private Passed behindAGap(BitSet dropped, int count) {
        ConsoleGap gap = new ConsoleGap(lastLine, connectedAt);
        BitSet earlier = new BitSet();
        earlier.set(0, carried);
        earlier.or(dropped);
        List<ArchonEvent> events = heldBack.without(earlier, new BitSet());
        Optional<Passed> then = events.isEmpty()
                ? Optional.empty()
                : Optional.of(new Passed(Optional.of(gap), events, heldBack.bytes(), Optional.empty()));
        for (int end = carried; end > 0; ) {
            int start = Math.max(0, starts.previousSetBit(end - 1));
            BitSet ofOne = new BitSet();
            ofOne.set(start, Math.min(end, count));
            ofOne.andNot(dropped);
            if (!ofOne.isEmpty()) {
                then = Optional.of(new Passed(Optional.of(gap), heldBack.only(ofOne), 0, then));
            }
            end = start;
        }
        return then.orElse(Passed.NOTHING);
    }

    private static boolean hasConsole(List<ArchonEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (ConsoleFormat.isConsole(events.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void remember(List<ArchonEvent> events, Instant now) {
        for (int i = 0; i < events.size(); i++) {
            ArchonEvent event = events.get(i);
            if (ConsoleFormat.isConsole(event)) {
                LineHashes.each(event, memory::add);
                lastLine = now;
            }
        }
    }
}
