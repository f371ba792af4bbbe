package dev.archon.simulator;

import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@link ArchonSimulatorBuilder} was told; its methods say what each part means. */
record SimulatorConfig(
        String host,
        int port,
        long seed,
        List<String> servers,
        Optional<String> apiToken,
        Duration tokenLifetime,
        Duration tokenWarning,
        Duration clockSkew,
        SimulatorTime time,
        Traffic traffic,
        PowerState powerState,
        Optional<Duration> autoRestart,
        EventStyle events,
        int historyLines,
        int historyChunk,
        long backlogBytes,
        Optional<TlsIdentity> tls,
        Optional<Recording> recording,
        ReplayPace replayPace,
        List<PlannedScenario> scenarios,
        ControlAccess control) {

    /**
     * A scenario that is played from the start.
     *
     * @param server the server's id; empty for all
     * @param scenario the scenario
     */
    record PlannedScenario(Optional<String> server, Scenario scenario) {}

    /** The scenarios that a server plays from the start. */
    List<Scenario> scenariosOf(String server) {
        return scenarios.stream()
                .filter(planned -> planned.server().map(server::equals).orElse(true))
                .map(PlannedScenario::scenario)
                .toList();
    }
}
