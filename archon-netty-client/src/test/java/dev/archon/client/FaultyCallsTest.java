package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.BackupOperationType;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.session.Failure;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.ManualTime;
import dev.archon.simulator.SimulatorTime;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import dev.archon.simulator.junit.ArchonSimulatorExtension;
import dev.archon.simulator.scenario.CallPattern;
import dev.archon.simulator.scenario.DurationRange;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each call makes of each fault that REST calls can have. */
@Execution(ExecutionMode.CONCURRENT)
class FaultyCallsTest extends ClientOfSimulator {

    private static final Duration DELAY = Duration.ofSeconds(5);

    private final ManualTime time = SimulatorTime.manual(Instant.parse("2026-11-01T12:00:00Z"));

    @RegisterExtension
    final ArchonSimulatorExtension simulators = ArchonSimulatorExtension.perTest(() -> ArchonSimulator.builder()
            .apiToken(Clients.TOKEN)
            .traffic(Traffic.SILENT)
            .time(time));

    @Override
    ArchonClientBuilder builder() {
        return super.builder().requestTimeout(Clients.LIMIT);
    }

    /**
     * A call of the client.
     *
     * @param faulty which call of the simulator is made to fail, by its name or path
     * @param readsTheAnswer whether the client needs something of the body
     * @param call makes the call
     */
    private record Call(String faulty, boolean readsTheAnswer, Function<ArchonClient, CompletableFuture<?>> call) {

        static Call of(String faulty, boolean readsTheAnswer, Function<ArchonApi, CompletableFuture<?>> call) {
            return new Call(faulty, readsTheAnswer, client -> call.apply(client.api()));
        }

        @Override
        public String toString() {
            return faulty;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call("power", false, client -> client.server("demo").power(PowerAction.START)),
                Call.of("servers", true, api -> api.servers(10, 0)),
                Call.of("server", true, api -> api.server("demo")),
                Call.of("servers-v1", true, ArchonApi::serverDetails),
                Call.of("server-v1", true, api -> api.serverDetails("demo")),
                Call.of("backups", true, api -> api.backups("demo", "w").list()),
                Call.of("create-backup", true, api -> api.backups("demo", "w").create("mine")),
                Call.of("restore-backup", false, api -> api.backups("demo", "w").restore("b", "before")),
                Call.of("delete-backup", false, api -> api.backups("demo", "w").delete("b")),
                Call.of("delete-backups", false, api -> api.backups("demo", "w").deleteAll(List.of("b"))),
                Call.of("retry-backup", false, api -> api.backups("demo", "w").retry("b")),
                Call.of("rename-backup", false, api -> api.backups("demo", "w").rename("b", "c")),
                Call.of("cancel-backup", false, api -> api.backups("demo", "w").cancel(BackupOperationType.CREATE, 7)),
                Call.of(
                        "acknowledge-backup",
                        false,
                        api -> api.backups("demo", "w").acknowledge(BackupOperationType.CREATE, 7)),
                Call.of("node-access", true, api -> api.clearConsole("demo")),
                Call.of("clear-console", false, api -> api.clearConsole("demo")),
                Call.of("dismiss-operation", false, api -> api.dismissFileOperation("demo", "op")),
                Call.of("cancel-operation", false, api -> api.cancelFileOperation("demo", "op")),
                Call.of("GET /v1/other", false, api -> api.call("GET", "/v1/other", Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRefusalIsToldWithItsStatusAndTheWaitThatItAsksFor(Call call) {
        fault(new Fault.CallRefused(CallPattern.parse(call.faulty), 429, Optional.of(Duration.ofSeconds(7))));

        Failure failure = failureOf(call).failure().orElseThrow();

        assertEquals(OptionalInt.of(429), failure.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
        assertEquals(1, faultyCalls(), "the call was made again");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anAnswerThatIsNoJsonIsToldWhereSomethingIsReadOfIt(Call call) throws Exception {
        fault(new Fault.CallGarbled(CallPattern.parse(call.faulty)));

        if (call.readsTheAnswer) {
            String message = messageOf(failureOf(call));
            assertTrue(message.contains(" is none that Archon gives; check the base URL"), message);
            assertFalse(message.contains("<"), message);
        } else {
            Object unused = Clients.get(call.call.apply(client));
        }
        assertEquals(1, faultyCalls(), "the call was made again");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aConnectionThatIsClosedWithoutAnAnswerIsTold(Call call) {
        fault(new Fault.CallClosed(CallPattern.parse(call.faulty)));

        String message = messageOf(failureOf(call));

        assertTrue(message.contains(simulator.baseUri().getAuthority()), message);
        assertEquals(1, faultyCalls(), "the call was made again");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallThatIsNeverAnsweredEndsWithTheRequestTimeout(Call call) {
        fault(new Fault.CallUnanswered(CallPattern.parse(call.faulty)));
        try (ArchonClient impatient = Clients.impatient(simulator.baseUri())
                .requestTimeout(Duration.ofMillis(300))
                .build()) {
            String message = messageOf(failureOf(call, impatient));

            assertTrue(message.contains("within 300 ms (requestTimeout)"), message);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallThatIsAnsweredLateIsWaitedFor(Call call) throws Exception {
        fault(new Fault.CallSlow(CallPattern.parse(call.faulty), DurationRange.of(DELAY)));

        CompletableFuture<?> answer = call.call.apply(client);
        Awaitility.await()
                .atMost(Clients.LIMIT)
                .until(() -> simulator.server("demo").faults().isEmpty());
        assertFalse(answer.isDone());
        time.advance(DELAY);

        // What there is no backup, operation or route for is refused, but not before its time.
        try {
            Object unused = Clients.get(answer);
        } catch (ExecutionException e) {
            ArchonException refused = assertInstanceOf(ArchonException.class, e.getCause());
            assertEquals(OptionalInt.of(404), refused.failure().orElseThrow().status(), refused::toString);
        }
    }

    @Test
    void aNodeThatRefusesATokenOnceIsAskedAgainWithAFreshOne() throws Exception {
        fault(new Fault.CallRefused("clear-console", 401));

        Object unused = Clients.get(client.api().clearConsole("demo"));

        assertEquals(
                List.of(
                        "/modrinth/v0/servers/demo/fs",
                        "/v1/logs/clear",
                        "/modrinth/v0/servers/demo/fs",
                        "/v1/logs/clear"),
                simulator.journal().entries(JournalEntry.Call.class).stream()
                        .map(JournalEntry.Call::path)
                        .toList());
    }

    @Test
    void aFaultOfOneServerDoesNotHitTheCallsOfAnother() throws Exception {
        simulator.addServer("other");
        simulator.server("other").fault(new Fault.CallRefused("/**", 500));

        assertEquals("demo", Clients.get(client.api().server("demo")).id());
    }

    private void fault(Fault fault) {
        simulator.server("demo").fault(fault, 1);
    }

    private long faultyCalls() {
        return simulator.journal().entries(JournalEntry.Call.class).stream()
                .filter(call -> call.answerer() == Answerer.FAULT)
                .count();
    }

    private ArchonException failureOf(Call call) {
        return failureOf(call, client);
    }

    private static ArchonException failureOf(Call call, ArchonClient caller) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> Clients.get(call.call.apply(caller)));
        return assertInstanceOf(ArchonException.class, Objects.requireNonNull(failed.getCause()));
    }

    private static String messageOf(ArchonException failure) {
        return Objects.requireNonNull(failure.getMessage());
    }
}
