package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.BackupState;
import dev.archon.protocol.event.BackupTask;
import dev.archon.protocol.rest.BackupStatus;
import dev.archon.protocol.session.Cause;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What REST says of a server, where it meets the connection: in the status' cause and in the snapshot. */
class ServerInfoTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'status':'suspended','suspension_reason':'paymentfailed'|suspended because a payment has failed",
                "'status':'suspended','suspension_reason':'upgrading'|while it is being upgraded, which passes by itself",
                "'node':null|has no node while it is being prepared or moved, which passes by itself"
            })
    void aServerThatCannotBeConnectedToIsExplainedInTheCause(String fields, String why) throws Exception {
        info = fields.replace('\'', '"');
        assertTrue(Clients.get(server.info()).obstacle().orElseThrow().endsWith(why));
        ExecutionException failed = assertThrows(ExecutionException.class, () -> Clients.get(server.connect()));
        String message = Clients.message(failed);
        assertTrue(message.contains(why + " (" + archon.baseUri().getAuthority() + " answered: not now"), message);
        Cause cause = server.status().lastCause().orElseThrow();
        assertEquals(Cause.Kind.TOKEN_REFUSED, cause.kind());
        assertTrue(cause.describe().contains(why), cause.describe());
    }

    @Test
    void withoutADescriptionTheCauseIsWhatTheTokenCallAnswered() {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> Clients.get(server.connect()));
        assertFalse(Clients.message(failed).contains("suspended"), Clients.message(failed));
    }

    @Test
    void aTokenCallThatSucceedsMakesTheDescriptionForgotten() throws Exception {
        info = "\"status\":\"suspended\"";
        Clients.get(server.info());
        goodTokenCalls.set(1);
        archon.onWebSocket(peer -> {});
        CompletableFuture<Void> connected = server.connect();
        Awaitility.await().atMost(Clients.LIMIT).until(connected::isDone);
        Cause cause = server.status().lastCause().orElseThrow();
        assertEquals(Cause.Kind.TOKEN_REFUSED, cause.kind());
        assertFalse(cause.describe().contains("suspended"), cause.describe());
    }

    @Test
    void aListOfBackupsThatWasFetchedIsInTheSnapshot() throws Exception {
        Clients.get(server.backups("w").list());
        BackupView backup =
                Objects.requireNonNull(server.snapshot().backupsById().get("b1"));
        assertEquals(BackupStatus.IN_PROGRESS, backup.backup().orElseThrow().statusValue());
        assertFalse(backup.busy());
        assertEquals(1, server.snapshot().backupQueues().size());
        // Not this server's concern: nobody asked for it there.
        Clients.get(client.api().backups("other", "w").list());
        assertTrue(client.server("other").snapshot().backupQueues().isEmpty());
    }

    @Test
    void listsAreKeptOfTheWorldsThatWereAskedForLast() throws Exception {
        for (int world = 0; world < ServerSnapshot.MAX_WORLDS + 2; world++) {
            Clients.get(server.backups("w" + world).list());
        }
        assertEquals(ServerSnapshot.MAX_WORLDS, server.snapshot().backupQueues().size());
        assertFalse(server.snapshot().backupQueues().containsKey("w1"));
        assertTrue(server.snapshot().backupQueues().containsKey("w2"));
    }

    @Test
    void backupsAndTheirProgressMeetById() throws Exception {
        Clients.get(server.backups("w").list());
        ServerSnapshot listed = server.snapshot();
        ServerSnapshot both = new ServerSnapshot(
                listed.power(),
                listed.state(),
                listed.stats(),
                listed.uptime(),
                List.of(
                        progress("b1", BackupTask.FILE, BackupState.DONE),
                        progress("b2", BackupTask.RESTORE, BackupState.FAILED),
                        progress("b1", BackupTask.CREATE, BackupState.ONGOING)),
                listed.operations(),
                listed.installs(),
                listed.backupQueues());
        assertEquals(List.of("b1", "b2"), List.copyOf(both.backupsById().keySet()));
        BackupView first = Objects.requireNonNull(both.backupsById().get("b1"));
        assertEquals(Optional.of("First"), first.backup().orElseThrow().name());
        assertEquals(
                List.of(BackupTask.FILE, BackupTask.CREATE),
                first.tasks().stream().map(task -> task.value().taskValue()).toList());
        assertTrue(first.busy());
        assertTrue(Objects.requireNonNull(both.backupsById().get("b2")).backup().isEmpty());
        assertFalse(Objects.requireNonNull(both.backupsById().get("b2")).busy());
    }

    private static Timestamped<BackupProgressEvent> progress(String id, BackupTask task, BackupState state) {
        return new Timestamped<>(new BackupProgressEvent(id, task, state, 0.5), Instant.EPOCH);
    }

    private volatile String info = "\"status\":\"available\"";
    private final AtomicInteger goodTokenCalls = new AtomicInteger();
    private final HandMadeArchon archon = new HandMadeArchon();
    private final ArchonClient client = client();
    private final ArchonServer server = client.server("demo");

    private ArchonClient client() {
        archon.onRest(exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/backups-queue")) {
                HandMadeArchon.respond(
                        exchange, 200, "{\"backups\":[{\"id\":\"b1\",\"name\":\"First\",\"status\":\"in_progress\"}]}");
            } else if (!path.endsWith("/ws")) {
                HandMadeArchon.respond(exchange, 200, "{\"server_id\":\"demo\"," + info + "}");
            } else if (goodTokenCalls.getAndDecrement() > 0) {
                archon.credentials(exchange);
            } else {
                HandMadeArchon.respond(exchange, 403, "{\"error\":\"not now\"}");
            }
        });
        return Clients.impatient(archon.baseUri()).build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        archon.close();
    }
}
