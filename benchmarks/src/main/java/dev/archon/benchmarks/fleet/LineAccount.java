package dev.archon.benchmarks.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the numbered lines of one server: each is delivered once and in order, reported dropped, or in a marked
 * gap. Handlers of one server write it, any thread reads it.
 */
final class LineAccount {

    private static final int MOST_FAULTS = 3;

    private final String server;
    private final List<String> faults = new ArrayList<>();
    private long last;
    private long delivered;
    private long dropped;
    private long inGaps;
    private long before;
    private long droppedSince;
    private boolean gapSince;

    LineAccount(String server) {
        this.server = server;
    }

    /**
     * Adds up.
     *
     * @param delivered lines that came to the handler
     * @param dropped lines that were reported dropped
     * @param inGaps lines that lie in marked gaps
     * @param before lines before the first one that came
     * @param last the highest number that came
     * @param faults lines that came twice, out of order, or are missing without a word
     */
    record Sum(long delivered, long dropped, long inGaps, long before, long last, List<String> faults) {

        static final Sum NONE = new Sum(0, 0, 0, 0, 0, List.of());

        Sum plus(Sum other) {
            List<String> all = new ArrayList<>(faults);
            all.addAll(other.faults);
            return new Sum(
                    delivered + other.delivered,
                    dropped + other.dropped,
                    inGaps + other.inGaps,
                    before + other.before,
                    last + other.last,
                    List.copyOf(all));
        }
    }

    synchronized void line(long number) {
        long unaccounted = number - last - 1 - droppedSince;
        if (number <= last) {
            fault("line " + number + " came behind line " + last);
            return;
        }
        if (last == 0 && !gapSince) {
            // Nothing says whether there were lines before the first one that came.
            before = Math.max(0, unaccounted);
        } else if (gapSince ? unaccounted <= 0 : unaccounted != 0) {
            fault("between lines " + last + " and " + number + " " + droppedSince
                    + " were reported dropped, and there is " + (gapSince ? "a" : "no") + " gap");
        } else {
            inGaps += unaccounted;
        }
        last = number;
        delivered++;
        dropped += droppedSince;
        droppedSince = 0;
        gapSince = false;
    }

    synchronized void gap() {
        gapSince = true;
    }

    synchronized void dropped(long lines) {
        droppedSince += lines;
    }

    synchronized Sum sum() {
        return new Sum(delivered, dropped + droppedSince, inGaps, before, last + droppedSince, List.copyOf(faults));
    }

    private void fault(String fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(server + ": " + fault);
        }
    }
}
