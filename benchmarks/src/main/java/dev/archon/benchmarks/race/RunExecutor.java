package dev.archon.benchmarks.race;

import dev.archon.benchmarks.race.Schedule.ScheduledRun;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs one contender after the other against the same sender, and checks what they report. */
final class RunExecutor implements AutoCloseable {

    /** Sending goes on for longer than is measured, so that no contender runs out of messages. */
    private static final int SLACK_MILLIS = 300;

    /** A contender starts to measure when every one of its connections has received something, which takes time. */
    private static final int SWARM_SLACK_MILLIS = 1_300;

    /** Threads that were needed to connect get so long to end before idle connections are looked at. */
    private static final int IDLE_MILLIS = 12_000;

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration LIMIT_BEYOND = Duration.ofSeconds(90);

    private final ProcessLauncher launcher;
    private final ChildProcess sender;
    private final String base;
    private final String authority;
    private final int warmUpMillis;
    private final int windowMillis;
    private int runs;

    private RunExecutor(
            ProcessLauncher launcher,
            ChildProcess sender,
            String base,
            String authority,
            int warmUpMillis,
            int windowMillis) {
        this.launcher = launcher;
        this.sender = sender;
        this.base = base;
        this.authority = authority;
        this.warmUpMillis = warmUpMillis;
        this.windowMillis = windowMillis;
    }

    /** Starts the sender. */
    static RunExecutor start(ProcessLauncher launcher, int warmUpMillis, int windowMillis)
            throws IOException, RaceException, InterruptedException {
        ChildProcess sender = launcher.sender();
        String[] listening = sender.line(START_LIMIT, List.of("listening")).split(" ", -1);
        return new RunExecutor(
                launcher, sender, "http://127.0.0.1:" + listening[1], listening[2], warmUpMillis, windowMillis);
    }

    /**
     * Runs one contender once.
     *
     * @throws RaceException if it failed, missed something, or read something wrong
     */
    RunResult run(ScheduledRun scheduled) throws IOException, RaceException, InterruptedException {
        return run(scheduled, List.of());
    }

    /**
     * As {@link #run(ScheduledRun)}.
     *
     * @param more further arguments of {@link dev.archon.benchmarks.contender.ContenderProcess#main}
     */
    RunResult run(ScheduledRun scheduled, List<String> more) throws IOException, RaceException, InterruptedException {
        Comparison comparison = scheduled.comparison();
        SendMode mode = comparison.mode();
        int window = mode.windowMillis(windowMillis);
        int warmUp = comparison.warmUpMillis(warmUpMillis);
        int slack = mode == SendMode.SWARM ? SWARM_SLACK_MILLIS : SLACK_MILLIS;
        int ownWarmUp = mode.warmUpMillis(warmUp);
        int millis = mode == SendMode.IDLE ? IDLE_MILLIS : ownWarmUp + window + slack;
        RunRequest request = comparison.request(millis, ownWarmUp, ++runs);
        Duration limit = LIMIT_BEYOND.plusMillis(millis);
        List<String> arguments = new ArrayList<>(List.of(base, request.id(), "" + warmUp, "" + window, authority));
        arguments.addAll(more);
        try (ChildProcess contender = launcher.contender(scheduled, arguments)) {
            String found = contender.line(limit, List.of("found"));
            String number = "run=" + request.run();
            String sent = sender.line(limit, List.of("sent " + number, "broken " + number));
            RunResult result = RunResult.of(found, sent);
            if (comparison.isCompressed() && !result.deflated()) {
                throw new RaceException("the client did not offer permessage-deflate");
            }
            return result;
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
