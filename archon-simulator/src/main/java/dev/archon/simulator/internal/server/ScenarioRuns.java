package dev.archon.simulator.internal.server;

import dev.archon.simulator.scenario.Scenario;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The scenarios that are being played on a server.
 *
 * <p>Belongs to the server's loop; only the list of runs may be read from elsewhere.
 */
public final class ScenarioRuns {

    private final ScenarioPlayer.Stage stage;
    private final ServerLoop loop;
    private final long seed;
    private final int place;
    private final List<ScenarioPlayer> playing = new CopyOnWriteArrayList<>();
    private long number;

    ScenarioRuns(ScenarioPlayer.Stage stage, ServerLoop loop, long seed, int place) {
        this.stage = stage;
        this.loop = loop;
        this.seed = seed;
        this.place = place;
    }

    /**
     * The runs that go on. May be called from any thread.
     *
     * @return the runs, oldest first
     */
    public List<StartedRun> running() {
        return playing.stream()
                .map(ScenarioPlayer::run)
                .filter(StartedRun::isRunning)
                .toList();
    }

    /**
     * Plays a scenario: again in another way, but in the same way in every run of the simulator. To be called on the
     * server's loop.
     *
     * @param scenario the scenario
     * @return the run, whose first steps have been taken
     */
    public StartedRun start(Scenario scenario) {
        return start(scenario, new SplittableRandom(seed + number + 1).nextLong());
    }

    /**
     * Plays a scenario as a seed has it. To be called on the server's loop.
     *
     * @param scenario the scenario
     * @param runSeed the seed of its random times and choices
     * @return the run, whose first steps have been taken
     */
    public StartedRun start(Scenario scenario, long runSeed) {
        number++;
        StartedRun run = new StartedRun(number, scenario, stage.agenda().now(), this::stopSoon);
        ScenarioPlayer player = new ScenarioPlayer(run, scenario.instructions(runSeed, place), stage);
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

    private void stopSoon(StartedRun run) {
        loop.callUnlessClosed(() -> stop(run));
    }

    /**
     * Stops a run. To be called on the server's loop.
     *
     * @param run the run
     * @return whether it was running
     */
    public boolean stop(StartedRun run) {
        return playing.removeIf(player -> {
            boolean wanted = player.run() == run;
            if (wanted) {
                player.stop();
            }
            return wanted;
        });
    }

    /** Stops every run. To be called on the server's loop. */
    public void stopAll() {
        playing.forEach(ScenarioPlayer::stop);
        playing.clear();
    }
}
