package dev.archon.simulator.conformance.run;

import dev.archon.simulator.ActiveFault;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ControlAccess;
import dev.archon.simulator.SimulatedServer;
import dev.archon.simulator.conformance.CaseJournal;
import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.CaseSecrets;
import dev.archon.simulator.conformance.CaseStep;
import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Runs one case: a simulated server, a client, and the script. Belongs to one thread. */
final class CaseRun {

    private static final String SERVER = "demo";

    /** How long after the end of a client what it has sent may still be on its way. */
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private final ConformanceCase given;
    private final LiveJournal live = new LiveJournal();
    private final List<ActiveFault> faults = new ArrayList<>();
    private final Duration limit;

    private CaseRun(ConformanceCase given, Duration limit) {
        this.given = given;
        this.limit = limit;
    }

    /**
     * Runs a case.
     *
     * @param random what the API token comes from
     * @param limit how long the script may take at most
     * @throws IOException if the client cannot be started, or there is no port
     */
    static CaseResult run(ConformanceCase given, ClientCommand command, Random random, Duration limit)
            throws IOException, InterruptedException {
        return new CaseRun(given, limit).run(command, random);
    }

    private CaseResult run(ClientCommand command, Random random) throws IOException, InterruptedException {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String apiToken = "mrp_conformance_" + HexFormat.of().formatHex(secret);
        CaseSecrets secrets = new CaseSecrets(apiToken);
        try (ArchonSimulator simulator = simulator(apiToken);
                Tap tap = Tap.open(simulator.port(), secrets, live)) {
            SimulatedServer server = simulator.server(SERVER);
            for (CaseStep step : given.before()) {
                perform(step, server);
            }
            ClientProcess client = ClientProcess.start(
                    command, new ClientCommand.Target(tap.baseUri(), SERVER, apiToken), secrets, live);
            try {
                play(server, client);
            } finally {
                live.seal();
                client.close();
            }
            return CaseResult.of(given, live.journal(), client.output());
        }
    }

    private ArchonSimulator simulator(String apiToken) {
        return ArchonSimulator.builder()
                .server(SERVER)
                .apiToken(apiToken)
                .control(ControlAccess.OFF)
                .compression(false)
                .traffic(given.stage().traffic())
                .historyLines(given.stage().historyLines())
                .historyChunk(given.stage().historyChunk())
                .start();
    }

    private void play(SimulatedServer server, ClientProcess client) throws InterruptedException {
        for (CaseStep step : given.script()) {
            Duration left = limit.minus(live.now());
            if (left.isNegative()) {
                live.add(new Seen.Missed(live.now(), "the time limit was reached"));
                return;
            }
            if (step instanceof CaseStep.Type type) {
                done(step);
                client.type(type.line());
            } else if (step instanceof CaseStep.CloseInput) {
                done(step);
                client.closeInput();
            } else if (step instanceof CaseStep.Pause pause) {
                Thread.sleep(least(pause.time(), left).toMillis());
            } else if (step instanceof CaseStep.Await await) {
                if (!await(await, least(await.limit(), left)) && await.needed()) {
                    return;
                }
            } else {
                perform(step, server);
            }
        }
    }

    /** Waits for what a step waits for; returns whether it came. A client that has ended does nothing more. */
    private boolean await(CaseStep.Await await, Duration time) throws InterruptedException {
        var unused = live.await(await.condition().or(CaseRun::hasEnded), time);
        boolean came = await.condition().test(live.journal());
        if (!came) {
            live.add(new Seen.Missed(live.now(), await.label()));
        }
        return came;
    }

    private static boolean hasEnded(CaseJournal journal) {
        return journal.seen().stream()
                .anyMatch(one -> one instanceof Seen.Exited
                        && journal.end().minus(one.at()).compareTo(LAST_WORDS) >= 0);
    }

    private static Duration least(Duration one, Duration other) {
        return List.of(one, other).stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private void perform(CaseStep step, SimulatedServer server) {
        // Noted first: what follows from it comes later than it.
        done(step);
        if (step instanceof CaseStep.Perform perform) {
            server.perform(perform.action());
        } else if (step instanceof CaseStep.SwitchOn fault) {
            faults.add(
                    fault.times().isPresent()
                            ? server.fault(fault.fault(), fault.times().getAsInt())
                            : server.fault(fault.fault()));
        } else if (step instanceof CaseStep.SwitchOff) {
            faults.forEach(ActiveFault::close);
            faults.clear();
        } else {
            throw new IllegalStateException("not for the server: " + step.label());
        }
    }

    private void done(CaseStep step) {
        live.add(new Seen.Done(live.now(), step.label()));
    }
}
