package dev.archon.simulator.conformance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of all cases. */
public final class ConformanceCases {

    private static final List<ConformanceCase> ALL = Stream.of(
                    OpeningCases.all(),
                    TokenCases.all(),
                    ReconnectCases.all(),
                    FrameCases.all(),
                    ClosingCases.all(),
                    EventCases.all())
            .flatMap(List::stream)
            .toList();

    private ConformanceCases() {}

    /**
     * Returns every case.
     *
     * @return the cases, in the order of reports
     */
    public static List<ConformanceCase> all() {
        return ALL;
    }

    /**
     * Finds a case.
     *
     * @param id its name
     * @return the case; empty if there is none of that name
     */
    public static Optional<ConformanceCase> named(String id) {
        return ALL.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /**
     * Returns the texts that are looked for in what a client prints.
     *
     * @return parts of lines, none of which holds another
     */
    public static List<String> markers() {
        return EventCases.MARKERS;
    }
}
