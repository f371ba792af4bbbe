package dev.archon.benchmarks.race;

import dev.archon.benchmarks.race.Plan.Start;
import dev.archon.benchmarks.workload.Mode;
import dev.archon.benchmarks.workload.Order;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Lets one contender after the other run against the same sender, and checks what they say. */
final class Referee implements AutoCloseable {

    /** A flood goes on for a little longer than is measured, so that no one runs dry. */
    private static final int SLACK_MILLIS = 300;

    /** Threads that were needed to connect get so long to end before idle connections are looked at. */
    private static final int IDLE_MILLIS = 15_000;

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration LIMIT_BEYOND = Duration.ofSeconds(90);

    private final Launcher launcher;
    private final Child sender;
    private final String base;
    private final int warmUpMillis;
    private final int windowMillis;
    private int runs;

    private Referee(Launcher launcher, Child sender, String base, int warmUpMillis, int windowMillis) {
        this.launcher = launcher;
        this.sender = sender;
        this.base = base;
        this.warmUpMillis = warmUpMillis;
        this.windowMillis = windowMillis;
    }

    /** Starts the sender. */
    static Referee start(Launcher launcher, int warmUpMillis, int windowMillis)
            throws IOException, RaceException, InterruptedException {
        Child sender = launcher.sender();
        String port = sender.line(START_LIMIT, List.of("port")).substring("port ".length());
        return new Referee(launcher, sender, "http://127.0.0.1:" + port, warmUpMillis, windowMillis);
    }

    /** Runs one contender and gives what it found. */
    Finding run(Start start) throws IOException, RaceException, InterruptedException {
        Heat heat = start.heat();
        int window = heat.mode().windowMillis(windowMillis);
        int millis = heat.mode() == Mode.IDLE ? IDLE_MILLIS : warmUpMillis + window + SLACK_MILLIS;
        Order order = new Order(heat.workload(), heat.mode(), millis, heat.connections(), ++runs, 0);
        Duration limit = LIMIT_BEYOND.plusMillis(millis);
        try (Child contender = launcher.contender(start, base, order, warmUpMillis, window)) {
            String found = contender.line(limit, List.of("found"));
            String run = "run=" + order.run() + " ";
            String sent = sender.line(limit, List.of("sent " + run.strip(), "broken " + run.strip()));
            Finding finding = Finding.of(found, sent);
            if (heat == Heat.DEFLATE && !finding.deflated()) {
                throw new RaceException("it did not offer permessage-deflate");
            }
            return finding;
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
