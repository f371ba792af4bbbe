package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SimulatedArchon(traffic = Traffic.SILENT)
class SendingTest extends ClientOfSimulator {

    @Test
    void commandsKeepTheirOrder() throws Exception {
        get(server.connect());
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add(server.command("say " + i));
        }
        get(CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)));
        simulator.journal().await(JournalEntry.Command.class, command -> true, 500, LIMIT);
        assertEquals(IntStream.range(0, 500).mapToObj(i -> "say " + i).toList(), commands());
        assertEquals(500, client.metrics().commandsSent());
    }

    @Test
    void aCommandMayWaitForTheConnectionAndKeepsItsPlace() throws Exception {
        CompletableFuture<Void> first = server.command("say first", LIMIT);
        CompletableFuture<Void> second = server.command("say second", LIMIT);
        get(server.connect());
        get(server.command("say third"));
        get(first);
        get(second);
        simulator.journal().awaitCommand("demo", "say third", LIMIT);
        assertEquals(List.of("say first", "say second", "say third"), commands());
    }

    @Test
    void aCommandThatWaitedInVainSaysSo() {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> get(server.command("list", Duration.ofMillis(20))));
        assertEquals("server demo: not connected within 20 ms, the command was not sent", message(failed));
    }

    @Test
    void aCommandThatIsCancelledWhileItWaitsIsNotSent() throws Exception {
        CompletableFuture<Void> cancelled = server.command("say never", LIMIT);
        cancelled.cancel(false);
        get(server.connect());
        get(server.command("say last"));
        simulator.journal().awaitCommand("demo", "say last", LIMIT);
        assertEquals(List.of("say last"), commands());
    }

    @Test
    void onlySoManyCommandsWait() {
        for (int i = 0; i < 1000; i++) {
            server.command("say " + i, LIMIT);
        }
        ExecutionException refused =
                assertThrows(ExecutionException.class, () -> get(server.command("say more", LIMIT)));
        assertTrue(message(refused).contains("1000 others wait"), message(refused));
    }

    @Test
    void whatWaitsFailsWhenTheClientIsClosed() {
        CompletableFuture<Void> waiting = server.command("say never", LIMIT);
        client.close();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(waiting));
        assertEquals("server demo: the client is closed", message(failed));
    }

    @Test
    void whatAServerDoesNotTakeIsRefusedBeforeItFillsTheMemory() throws Exception {
        get(server.connect());
        simulator.server("demo").fault(new Fault.StalledReads());
        String long30k = "say " + "x".repeat(30_000);
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        // Far more than the sockets' own buffers hold.
        for (int i = 0; i < 2_000; i++) {
            sent.add(server.command(long30k));
        }
        await().atMost(LIMIT).until(() -> sent.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
        CompletableFuture<Void> refused = sent.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst()
                .orElseThrow();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(refused));
        assertTrue(message(failed).contains("does not take what is sent to it"), message(failed));
        assertTrue(server.status().connected());
    }

    @Test
    void aCommandThatIsTooLongIsRefused() {
        String longest = "x".repeat(ArchonServer.MAX_COMMAND);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> server.command(longest + "x"));
        assertEquals("a command may have 32767 characters at most", refused.getMessage());
    }

    private List<String> commands() {
        return simulator.journal().entries(JournalEntry.Command.class).stream()
                .map(JournalEntry.Command::text)
                .toList();
    }
}
