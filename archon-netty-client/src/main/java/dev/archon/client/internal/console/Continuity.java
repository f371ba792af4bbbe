package dev.archon.client.internal.console;

import dev.archon.client.ConsoleGap;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import java.time.Instant;
import java.util.ArrayList;
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

    private final LineMemory memory;
    private final int mostHeldBack;
    private final long mostBytesHeldBack;

    /** The replay that is being decided on; {@code null} when that is done, and before the first connection. */
    private @Nullable Replay replay;

    /** Whether only lines wait, because the time for a replay is over. */
    private boolean isOnlyLines;

    /** What waited when the connection was lost, for a session that ends without another replay. */
    private @Nullable Replay lastCutOff;

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

        static final Passed NOTHING = of(List.of(), 0);

        static Passed of(List<ArchonEvent> events, long bytes) {
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
        if (replay == null && memory.size() > 0) {
            replay = new Replay(memory);
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
        Replay deciding = replay;
        if (deciding == null || (deciding.isEmpty() && !hasConsole(events))) {
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
            decided |= deciding.take(event, each);
        }
        long bytesOfOthers = each * others.size();
        if (deciding.isLargerThan(mostHeldBack, mostBytesHeldBack)
                || (decided && !deciding.isAwaitingCarried())
                || (isOnlyLines && !deciding.isAwaiting() && !deciding.mayGrow())) {
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
        return replay != null;
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

    /**
     * Whether events are held back.
     *
     * @return whether {@link #replayOver}, {@link #stalled} or {@link #end} has something to decide
     */
    public boolean isHolding() {
        return replay != null && !replay.isEmpty();
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
        Replay deciding = replay;
        if (deciding == null || deciding.isEmpty()) {
            return Passed.NOTHING;
        }
        if (!deciding.isAwaiting() && (quiet || !deciding.mayGrow())) {
            return conclude(now);
        }
        isOnlyLines = true;
        return deciding.takeOthers();
    }

    /**
     * The connection is lost. A replay that is cut off says nothing new as far as it fits, and the next one brings it again;
     * so do a few lines that came in front of it.
     *
     * @return what was held back and goes on now
     */
    public Passed lost() {
        Replay cutOff = replay;
        if (cutOff == null || cutOff.isEmpty()) {
            return Passed.NOTHING;
        }
        if (cutOff.hasManyEarly()) {
            return conclude(connectedAt);
        }
        if (cutOff.isRepeatable()) {
            Passed others = cutOff.takeOthers();
            if (lastCutOff == null) {
                lastCutOff = cutOff;
            }
            replay = Replay.carrying(memory, cutOff.early(), cutOff.bytesEach());
            return others;
        }
        Replay.Carried kept = cutOff.earlyOfConcluded();
        long bytesEach = cutOff.bytesEach();
        Passed passed = conclude(connectedAt, false);
        if (!kept.events().isEmpty()) {
            replay = Replay.carrying(memory, kept, bytesEach);
        }
        return passed;
    }

    /**
     * The replay has stood still for too long to go on. Only lines that have come before for certain, because they say when
     * they were printed, still wait: there is nothing new among them, and the next line decides.
     *
     * @param now the time
     * @return what was held back and goes on now
     */
    public Passed stalled(Instant now) {
        return replay == null || replay.isEmpty() || replay.isCertain() ? Passed.NOTHING : conclude(now);
    }

    /**
     * The session has ended, and no more is awaited. Lines that have come before for certain are left out.
     *
     * @param now the time
     * @return what was held back and goes on now
     */
    public Passed end(Instant now) {
        if (lastCutOff != null) {
            replay = lastCutOff;
            lastCutOff = null;
        }
        Replay last = replay;
        if (last == null || last.isEmpty()) {
            return Passed.NOTHING;
        }
        if (!last.isCertain()) {
            return conclude(now);
        }
        Passed others = last.takeOthers();
        forgetReplay();
        return others;
    }

    private Passed conclude(Instant now) {
        return conclude(now, true);
    }

    private Passed conclude(Instant now, boolean complete) {
        Passed passed = Objects.requireNonNull(replay).conclude(new ConsoleGap(lastLine, connectedAt), complete);
        lastLine = now;
        forgetReplay();
        return passed;
    }

    private void forgetReplay() {
        replay = null;
        lastCutOff = null;
        isOnlyLines = false;
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
