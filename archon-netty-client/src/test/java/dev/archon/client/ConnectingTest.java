package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static dev.archon.client.Clients.message;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.PowerState;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

@SimulatedArchon(traffic = Traffic.SILENT)
class ConnectingTest extends ClientOfSimulator {

    @Test
    void connectCompletesWhenTheServerHasAcceptedTheToken() throws Exception {
        get(server.connect());
        assertTrue(server.status().connected());
        assertEquals(1, simulated.connections());
    }

    @Test
    void connectingTwiceOpensOneConnection() throws Exception {
        get(CompletableFuture.allOf(server.connect(), server.connect(), server.connect()));
        get(server.connect());
        assertEquals(
                1, simulator.journal().entries(JournalEntry.TokenCall.class).size());
        assertEquals(
                1, simulator.journal().entries(JournalEntry.Handshake.class).size());
    }

    @Test
    void theSameIdGivesTheSameHandle() {
        assertSame(server, client.server("demo"));
    }

    @Test
    void eventsComeToTheHandlersOfTheirType() throws Exception {
        List<LogEvent> logs = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, logs::add);
        get(server.connect());
        LogEvent line = new LogEvent(LogStream.STDERR, "a line of its own");
        simulated.emit(line);
        await().atMost(LIMIT).until(() -> logs.contains(line));
    }

    @Test
    void aClosedSubscriptionGetsNothingMore() throws Exception {
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        Subscription subscription = server.on(LogEvent.class, log -> first.add(log.message()));
        server.on(LogEvent.class, log -> second.add(log.message()));
        get(server.connect());
        subscription.close();
        simulated.emit(new LogEvent(LogStream.STDOUT, "after"));
        await().atMost(LIMIT).until(() -> second.contains("after"));
        assertTrue(!first.contains("after"));
    }

    @Test
    void aCommandReachesTheServerAndIsAnswered() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> lines.add(log.message()));
        get(server.connect());
        get(server.command("say good evening"));
        simulator.journal().awaitCommand("demo", "say good evening", LIMIT);
        await().atMost(LIMIT).until(() -> lines.stream().anyMatch(line -> line.contains("good evening")));
    }

    @Test
    void aCommandIsRefusedAtOnceWhileNotConnected() {
        ExecutionException refused = assertThrows(ExecutionException.class, () -> get(server.command("list")));
        assertEquals("server demo: not connected, the command was not sent; connect first", message(refused));
    }

    @Test
    void aCommandWithControlCharactersIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> server.command("say hi\nstop"));
        assertThrows(IllegalArgumentException.class, () -> server.command("\u001b[2J"));
    }

    @Test
    void powerNeedsNoConnection() throws Exception {
        get(server.power(PowerAction.KILL));
        await().atMost(LIMIT).until(() -> simulated.powerState() != PowerState.RUNNING);
    }

    @Test
    void aDisconnectedServerCanBeConnectedAgainWithItsHandlers() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        server.on(LogEvent.class, log -> lines.add(log.message()));
        get(server.connect());
        get(server.disconnect());
        assertEquals(ServerStatus.State.DISCONNECTED, server.status().state());
        JournalEntry.Closed closed = simulator.journal().await(JournalEntry.Closed.class, entry -> true, LIMIT);
        assertEquals(1000, closed.code().orElseThrow());
        assertEquals("Client disconnecting", closed.reason());
        get(server.connect());
        simulated.emit(new LogEvent(LogStream.STDOUT, "again"));
        await().atMost(LIMIT).until(() -> lines.contains("again"));
    }

    @Test
    void reconnectMakesANewConnectionWithAFreshToken() throws Exception {
        get(server.connect());
        get(server.reconnect());
        assertEquals(
                2, simulator.journal().entries(JournalEntry.TokenCall.class).size());
        await().atMost(LIMIT).until(() -> simulated.connections() == 1);
    }

    @Test
    void statusChangesAreTold() throws Exception {
        List<ServerStatus.State> states = new CopyOnWriteArrayList<>();
        server.onStatus(status -> states.add(status.state()));
        get(server.connect());
        get(server.disconnect());
        await().atMost(LIMIT)
                .until(() -> states.equals(List.of(
                        ServerStatus.State.CONNECTING, ServerStatus.State.CONNECTED, ServerStatus.State.DISCONNECTED)));
    }

    @Test
    void aClosedClientConnectsNoMore() throws Exception {
        get(server.connect());
        client.close();
        assertEquals(ServerStatus.State.CLOSED, server.status().state());
        ExecutionException refused = assertThrows(ExecutionException.class, () -> get(server.connect()));
        assertTrue(message(refused).contains("closed"));
        await().atMost(LIMIT).until(() -> simulated.connections() == 0);
    }
}
