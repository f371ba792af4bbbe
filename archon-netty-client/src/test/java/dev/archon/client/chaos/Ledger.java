package dev.archon.client.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * What the handlers of one server were told, in order: numbered lines, marked gaps, reported drops and new connections.
 * Handlers write it one at a time, the test reads it.
 */
final class Ledger {

    private static final int MOST_FAULTS = 5;

    private final List<Entry> entries = new ArrayList<>();

    /** One thing that was told. */
    private sealed interface Entry {
        record Line(long number) implements Entry {}

        /**
         * A marked gap.
         *
         * @param printed how many lines had been printed by then
         */
        record Gap(long printed) implements Entry {}

        record Dropped(long lines) implements Entry {}

        record Connected() implements Entry {}
    }

    /**
     * How the lines sent add up.
     *
     * @param before lines before the first one that was received, which belong to a time when no connection lasted
     * @param delivered lines that came, each once
     * @param dropped lines that were reported as dropped
     * @param inGaps lines that a marked gap stands for
     * @param faults what is wrong, a few of many at most
     */
    record Sum(long before, long delivered, long dropped, long inGaps, List<String> faults) {}

    synchronized void line(long number) {
        entries.add(new Entry.Line(number));
    }

    synchronized void gap(long printed) {
        entries.add(new Entry.Gap(printed));
    }

    synchronized void dropped(long lines) {
        if (lines > 0) {
            entries.add(new Entry.Dropped(lines));
        }
    }

    synchronized void connected() {
        entries.add(new Entry.Connected());
    }

    /**
     * With continuity: all lines there are, each delivered, reported dropped, or in a marked gap. A gap in which nothing is
     * missing is right only where a whole history has been printed since: it begins right behind the last line, and nobody
     * could tell.
     */
    synchronized Sum once(long printed, int history) {
        List<String> faults = new ArrayList<>();
        long last = 0;
        long delivered = 0;
        long dropped = 0;
        long inGaps = 0;
        long before = 0;
        long droppedSince = 0;
        boolean isGap = false;
        long printedAtGap = 0;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Gap gap) {
                isGap = true;
                printedAtGap = gap.printed();
            } else if (entry instanceof Entry.Dropped drop) {
                droppedSince += drop.lines();
            } else if (entry instanceof Entry.Line line) {
                long unaccounted = line.number() - last - 1 - droppedSince;
                if (line.number() <= last) {
                    add(faults, "line " + line.number() + " came behind line " + last);
                } else if (last == 0 && !isGap) {
                    // Before the first line that was received nothing says whether there were others.
                    before = Math.max(0, unaccounted);
                } else if (isGap
                        ? unaccounted < 0 || (unaccounted == 0 && printedAtGap - line.number() + 1 < history)
                        : unaccounted != 0) {
                    add(
                            faults,
                            "between lines " + last + " and " + line.number() + " " + droppedSince
                                    + " were reported dropped, and there is " + (isGap ? "a" : "no") + " gap");
                }
                last = Math.max(last, line.number());
                delivered++;
                dropped += droppedSince;
                inGaps += isGap ? Math.max(0, unaccounted) : 0;
                droppedSince = 0;
                isGap = false;
            }
        }
        dropped += droppedSince;
        if (last + droppedSince != printed) {
            add(faults, "the last line is " + last + ", and " + printed + " were printed");
        }
        if (faults.isEmpty() && before + delivered + dropped + inGaps != printed) {
            add(faults, before + " + " + delivered + " + " + dropped + " + " + inGaps + " are not " + printed);
        }
        return new Sum(before, delivered, dropped, inGaps, faults);
    }

    /**
     * Without continuity each connection begins with a history, which here has all lines: so each brings all lines from the
     * first one on, as far as it lasts.
     */
    synchronized Sum onEachConnection(long printed) {
        List<String> faults = new ArrayList<>();
        long last = 0;
        long delivered = 0;
        long dropped = 0;
        // What was dropped at the end of a connection may be reported on the next one.
        long droppedSince = 0;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Connected) {
                last = 0;
                delivered = 0;
                dropped = 0;
            } else if (entry instanceof Entry.Dropped drop) {
                droppedSince += drop.lines();
            } else if (entry instanceof Entry.Gap) {
                add(faults, "a gap was told without continuity");
            } else if (entry instanceof Entry.Line line) {
                long missing = line.number() - last - 1;
                if (missing < 0) {
                    add(faults, "line " + line.number() + " came behind line " + last);
                } else if (missing > droppedSince) {
                    add(
                            faults,
                            "between lines " + last + " and " + line.number() + " only " + droppedSince
                                    + " were reported dropped");
                }
                last = Math.max(last, line.number());
                delivered++;
                dropped += Math.max(0, missing);
                droppedSince = 0;
            }
        }
        if (last > printed || last + droppedSince < printed) {
            add(faults, "the last line is " + last + ", and " + printed + " were printed");
        }
        dropped += printed - last;
        return new Sum(0, delivered, dropped, 0, faults);
    }

    private static void add(List<String> faults, String fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }
}
