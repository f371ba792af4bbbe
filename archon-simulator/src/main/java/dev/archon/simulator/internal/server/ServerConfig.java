package dev.archon.simulator.internal.server;

import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.recording.RecordedConnection;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that all servers of a simulator share.
 *
 * @param seed the seed of everything random
 * @param clock the time that the servers live in
 * @param tokenLifetime how long a token of a WebSocket is valid, in simulated time
 * @param tokenWarning how long before its end {@code auth-expiring} is sent, in simulated time
 * @param clockSkew how far the clock that tokens are made by is ahead of the clients' clock
 * @param traffic how much goes on by itself
 * @param powerState the power state at the start
 * @param autoRestart how long after a crash servers start again; empty if they do not
 * @param events the messages that carry the console's lines
 * @param historyLines how many of the last console lines are replayed after {@code auth-ok}
 * @param historyChunk how many lines of the history come in one {@code log} message
 * @param backlogBytes how much may wait for a socket that does not read
 * @param recordings the recorded connections by the server's id; a server without any has a game
 * @param recordedPace whether recordings are played with the delays that were recorded, or as fast as clients read
 */
public record ServerConfig(
        long seed,
        ServerClock clock,
        Duration tokenLifetime,
        Duration tokenWarning,
        Duration clockSkew,
        Traffic traffic,
        PowerState powerState,
        Optional<Duration> autoRestart,
        EventStyle events,
        int historyLines,
        int historyChunk,
        long backlogBytes,
        Map<String, List<RecordedConnection>> recordings,
        boolean recordedPace) {

    /** Copies the recordings. */
    public ServerConfig {
        recordings = Map.copyOf(recordings);
    }
}
