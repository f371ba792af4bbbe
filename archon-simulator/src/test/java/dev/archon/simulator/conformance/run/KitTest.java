package dev.archon.simulator.conformance.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.ConformanceCases;
import dev.archon.simulator.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole kit, on a client that does everything right, and on clients that do one thing wrong each. */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KitTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int JOBS = 10;

    @Test
    void aGoodClientPassesEveryCase() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        for (CaseResult result :
                ConformanceRun.run(ConformanceCases.all(), client(TriedClient.Flaw.NONE), JOBS, LIMIT, result -> {})) {
            if (result.verdict() != Verdict.PASS) {
                wrong.put(result.given().id(), describe(result));
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void aClientWithAFlawFailsTheCaseForIt() throws Exception {
        List<Callable<String>> tries = new ArrayList<>();
        for (TriedClient.Flaw flaw : TriedClient.Flaw.values()) {
            if (flaw != TriedClient.Flaw.NONE) {
                tries.add(() -> complaint(flaw));
            }
        }
        ExecutorService pool = Executors.newFixedThreadPool(JOBS);
        try {
            List<String> complaints = new ArrayList<>();
            for (Future<String> one : pool.invokeAll(tries)) {
                if (!one.get().isEmpty()) {
                    complaints.add(one.get());
                }
            }
            assertEquals(List.of(), complaints);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What is wrong with the verdict on a flaw; empty if nothing is. */
    private static String complaint(TriedClient.Flaw flaw) throws IOException, InterruptedException {
        ConformanceCase one = ConformanceCases.named(flaw.failedCase()).orElseThrow();
        CaseResult result = ConformanceRun.run(List.of(one), client(flaw), 1, LIMIT, unused -> {})
                .get(0);
        boolean right = result.verdict() == Verdict.FAIL
                && result.judgement().evidence().get(0).contains(flaw.evidence());
        return right ? "" : flaw + " in " + one.id() + ": " + describe(result);
    }

    private static String describe(CaseResult result) {
        return result.verdict() + " " + result.judgement().evidence() + " " + result.output();
    }

    @Test
    void aCommandThatDoesNotExistIsAnErrorAndNoVerdict() {
        List<ConformanceCase> cases = ConformanceCases.all().subList(0, 3);
        ClientCommand command = new ClientCommand(List.of("/no/such/client", "{url}"));
        IOException error =
                assertThrows(IOException.class, () -> ConformanceRun.run(cases, command, 2, LIMIT, result -> {}));
        assertTrue(String.valueOf(error.getMessage()).contains("/no/such/client"), error.getMessage());
    }

    @Test
    void anInterruptEndsTheRunAndItsClients() throws Exception {
        List<ConformanceCase> cases =
                List.of(ConformanceCases.named("half-open").orElseThrow());
        long before = clients();
        Thread run = new Thread(() -> assertThrows(
                InterruptedException.class,
                () -> ConformanceRun.run(cases, client(TriedClient.Flaw.NONE), 1, LIMIT, result -> {})));
        run.start();
        await().atMost(LIMIT).until(() -> clients() > before);
        run.interrupt();
        run.join(LIMIT.toMillis());
        assertEquals(before, clients());
    }

    /** How many processes this one has started that still run. */
    private static long clients() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private static ClientCommand client(TriedClient.Flaw flaw) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                TriedClient.class.getName()));
        words.addAll(Arrays.asList("{url}", "{server}", "{token}", flaw.name()));
        return new ClientCommand(words);
    }
}
