package dev.archon.simulator;

import dev.archon.protocol.event.PowerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@link ArchonSimulator.Builder} was told; its methods say what each part means. */
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
        int historyLines,
        long backlogBytes,
        Optional<TlsIdentity> tls,
        Optional<Recording> recording,
        ReplayPace replayPace) {}
