package dev.archon.benchmarks.fleet;

import dev.archon.simulator.journal.Journal;
import dev.archon.simulator.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the simulator's journal says about the clients' calls. */
final class CallCounts {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Journal journal;
    private final Map<String, Deque<Instant>> expiring = new HashMap<>();

    CallCounts(Journal journal) {
        this.journal = journal;
    }

    /**
     * Calls since the last time.
     *
     * @param tokenCalls how many token calls there were
     * @param refused how many of them were answered with 429
     * @param busiestSecond most token calls that were answered within one second of the wall clock
     * @param renewals how many times {@code auth-expiring} was answered with a new token
     * @param unansweredWarnings how many times it was not
     * @param slowestRenewalMillis the longest time from {@code auth-expiring} to the new token
     * @param secondsOfReturns for each first {@code auth}, the time since the first entry in seconds, ascending
     */
    record Counts(
            long tokenCalls,
            long refused,
            long busiestSecond,
            long renewals,
            long unansweredWarnings,
            long slowestRenewalMillis,
            List<Double> secondsOfReturns) {

        /** Reads what {@link #text()} has written. */
        static Counts of(String text) {
            String[] words = text.split(" ", -1);
            List<Double> returns = words[6].isEmpty()
                    ? List.of()
                    : List.of(words[6].split(",", -1)).stream()
                            .map(Double::valueOf)
                            .toList();
            return new Counts(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    Long.parseLong(words[5]),
                    returns);
        }

        String text() {
            return tokenCalls + " " + refused + " " + busiestSecond + " " + renewals + " " + unansweredWarnings + " "
                    + slowestRenewalMillis + " "
                    + secondsOfReturns.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** Remembers that a server said {@code auth-expiring}. */
    synchronized void expiring(String server) {
        expiring.computeIfAbsent(server, id -> new ArrayDeque<>()).add(Instant.now());
    }

    /** Counts what is in the journal, and clears it. */
    synchronized Counts take() {
        List<JournalEntry> entries = journal.entries();
        journal.clear();
        Map<Long, Long> bySecond = new TreeMap<>();
        List<Double> returns = new ArrayList<>();
        long tokenCalls = 0;
        long refused = 0;
        long renewals = 0;
        long slowest = 0;
        Instant first = entries.isEmpty() ? Instant.EPOCH : entries.get(0).time();
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.TokenCall call) {
                tokenCalls++;
                refused += call.status() == TOO_MANY_REQUESTS ? 1 : 0;
                bySecond.merge(call.time().getEpochSecond(), 1L, Long::sum);
            } else if (entry instanceof JournalEntry.Auth auth && auth.accepted()) {
                if (auth.detail().equals("renewed")) {
                    // A renewal answers every warning before it.
                    for (Duration late : answered(auth)) {
                        renewals++;
                        slowest = Math.max(slowest, late.toMillis());
                    }
                } else if (auth.detail().equals("first")) {
                    returns.add(Duration.between(first, auth.time()).toMillis() / 1e3);
                }
            }
        }
        long unanswered = expiring.values().stream().mapToLong(Deque::size).sum();
        expiring.clear();
        Collections.sort(returns);
        long busiest =
                bySecond.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new Counts(tokenCalls, refused, busiest, renewals, unanswered, slowest, returns);
    }

    private List<Duration> answered(JournalEntry.Auth renewal) {
        List<Duration> late = new ArrayList<>();
        Deque<Instant> warnings = expiring.getOrDefault(renewal.server(), new ArrayDeque<>());
        while (!warnings.isEmpty() && !warnings.getFirst().isAfter(renewal.time())) {
            late.add(Duration.between(warnings.removeFirst(), renewal.time()));
        }
        return late;
    }
}
