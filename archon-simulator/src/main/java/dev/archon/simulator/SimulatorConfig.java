package dev.archon.simulator;

import dev.archon.simulator.internal.forward.ForwardTarget;
import dev.archon.simulator.internal.http.CallLimit;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Stub;
import java.util.List;
import java.util.Optional;

/**
 * The settings that {@link ArchonSimulatorBuilder} has collected; its methods say what each of them means.
 *
 * @param servers the ids of the servers
 * @param server what every one of them is like
 */
record SimulatorConfig(
        String host,
        int port,
        Optional<String> apiToken,
        Optional<TlsIdentity> tls,
        ControlAccess control,
        boolean compression,
        Optional<CallLimit> callLimit,
        AllowedOrigins origins,
        List<String> servers,
        ServerConfig server,
        List<PlannedScenario> scenarios,
        List<Stub> stubs,
        Optional<ForwardTarget> forward) {

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
