package dev.archon.protocol.codec;

import net.jqwik.api.statistics.Statistics;

/** For properties that compare a fast way with a general one. */
final class BothWays {

    private BothWays() {}

    /** Notes which way a message goes. A property in which all go the same compares nothing, and fails. */
    static void count(boolean fast) {
        Statistics.label("message").collect(fast ? "fast" : "general").coverage(coverage -> {
            coverage.check("fast").count(count -> count > 0);
            coverage.check("general").count(count -> count > 0);
        });
    }
}
