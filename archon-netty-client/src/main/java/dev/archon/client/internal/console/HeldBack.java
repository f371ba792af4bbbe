package dev.archon.client.internal.console;

import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Events that wait until it is known which of their lines have come before. */
final class HeldBack {

    private final List<ArchonEvent> events = new ArrayList<>();
    private final List<Integer> firstLines = new ArrayList<>();
    private int lines;
    private long bytes;

    /** Adds an event, whose lines are counted by the caller. */
    void add(ArchonEvent event, int lineCount, long size) {
        events.add(event);
        firstLines.add(lines);
        lines += lineCount;
        bytes += size;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** The size of the messages. */
    long bytes() {
        return bytes;
    }

    int lines() {
        return lines;
    }

    /** How many events wait. */
    int size() {
        return events.size();
    }

    /** Whether one of the first lines that say when they were printed is remembered, and cannot be taken for another. */
    boolean hasUniqueLine(LineMemory memory, int mostLookedAt) {
        int[] lookedAt = {0};
        boolean[] unique = {false};
        for (int i = 0; i < events.size() && lookedAt[0] < mostLookedAt && !unique[0]; i++) {
            LineHashes.timed(events.get(i), line -> {
                if (lookedAt[0]++ < mostLookedAt) {
                    unique[0] |= memory.isUnique(line);
                }
            });
        }
        return unique[0];
    }

    /** Takes out what is not of the console, in order. */
    List<ArchonEvent> takeOthers() {
        List<ArchonEvent> others = new ArrayList<>();
        List<ArchonEvent> kept = new ArrayList<>();
        List<Integer> keptLines = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (ConsoleFormat.isConsole(events.get(i))) {
                kept.add(events.get(i));
                keptLines.add(firstLines.get(i));
            } else {
                others.add(events.get(i));
            }
        }
        long each = events.isEmpty() ? 0 : bytes / events.size();
        bytes -= each * others.size();
        events.clear();
        events.addAll(kept);
        firstLines.clear();
        firstLines.addAll(keptLines);
        return others;
    }

    /**
     * The events without some lines, each in its place.
     *
     * @param dropped the lines that are left out
     * @param last the lines that come behind all others
     */
    List<ArchonEvent> without(BitSet dropped, BitSet last) {
        BitSet notHere = new BitSet();
        notHere.or(dropped);
        notHere.or(last);
        List<ArchonEvent> rest = new ArrayList<>();
        List<ArchonEvent> end = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            int from = firstLines.get(i);
            int to = i + 1 < events.size() ? firstLines.get(i + 1) : lines;
            if (from == to) {
                rest.add(events.get(i));
                continue;
            }
            add(events.get(i), notKept(notHere, from, to), rest);
            add(events.get(i), kept(last, from, to), end);
        }
        rest.addAll(end);
        return rest;
    }

    /** Some lines alone. */
    List<ArchonEvent> only(BitSet wanted) {
        List<ArchonEvent> rest = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            int from = firstLines.get(i);
            int to = i + 1 < events.size() ? firstLines.get(i + 1) : lines;
            add(events.get(i), kept(wanted, from, to), rest);
        }
        return rest;
    }

    private static void add(ArchonEvent event, boolean[] keep, List<ArchonEvent> out) {
        int kept = 0;
        for (boolean each : keep) {
            kept += each ? 1 : 0;
        }
        if (kept > 0 && kept == keep.length) {
            out.add(event);
        } else if (kept > 0) {
            out.add(LineHashes.only(event, keep));
        }
    }

    private static boolean[] notKept(BitSet lines, int from, int to) {
        BitSet others = new BitSet();
        others.set(from, to);
        others.andNot(lines);
        return kept(others, from, to);
    }

    private static boolean[] kept(BitSet lines, int from, int to) {
        boolean[] kept = new boolean[to - from];
        for (int i = from; i < to; i++) {
            kept[i - from] = lines.get(i);
        }
        return kept;
    }
}
