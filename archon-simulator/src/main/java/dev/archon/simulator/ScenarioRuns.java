package dev.archon.simulator;

import dev.archon.simulator.scenario.Scenario;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The scenarios that are being played on a server.
 *
 * <p>Belongs to the server's loop; only the list of runs may be read from elsewhere.
 */
final class ScenarioRuns {

    private final ServerHost host;
    private final long seed;
    private final int place;
    private final List<ScenarioPlayer> playing = new CopyOnWriteArrayList<>();
    private long number;

    ScenarioRuns(ServerHost host, long seed, int place) {
        this.host = host;
        this.seed = seed;
        this.place = place;
    }

    List<ScenarioRun> running() {
        return playing.stream()
                .map(ScenarioPlayer::run)
                .filter(ScenarioRun::isRunning)
                .toList();
    }

    /** Plays a scenario again in another way, but in the same way in every run of the simulator. */
    ScenarioRun start(Scenario scenario, ServerLoop loop) {
        return start(scenario, new SplittableRandom(seed + number + 1).nextLong(), loop);
    }

    ScenarioRun start(Scenario scenario, long runSeed, ServerLoop loop) {
        number++;
        ScenarioRun run = new ScenarioRun(number, scenario, host.agenda().now(), loop);
        ScenarioPlayer player = new ScenarioPlayer(run, scenario.moves(runSeed, place), host, loop);
        playing.add(player);
        player.proceed();
        return run;
    }

    /** Lets runs go on that wait for what has happened meanwhile. */
    void wake() {
        if (!playing.isEmpty()) {
            playing.forEach(ScenarioPlayer::wake);
            playing.removeIf(player -> !player.isPlaying());
        }
    }

    /** Stops a run; returns whether it was running. */
    boolean stop(ScenarioRun run) {
        return playing.removeIf(player -> {
            boolean wanted = player.run() == run;
            if (wanted) {
                player.stop();
            }
            return wanted;
        });
    }

    void stopAll() {
        playing.forEach(ScenarioPlayer::stop);
        playing.clear();
    }
}
