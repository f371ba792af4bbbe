package dev.archon.client.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ServerSnapshot;
import dev.archon.client.Timestamped;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.BackupProgressEvent;
import dev.archon.protocol.event.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the board makes of what a server says, at times that the test sets. */
class SnapshotBoardTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private Instant now = START;
    private final SnapshotBoard board = new SnapshotBoard(() -> now);

    @Test
    void ofBothPowerEventsTheOneThatCameLastCounts() throws Exception {
        told("{'event':'power-state','state':'stopped'}");
        told("{'event':'state','power_variant':'idle','exit_code':137}");
        assertEquals(PowerState.CRASHED, power());
        told("{'event':'power-state','state':'starting'}");
        assertEquals(PowerState.STARTING, power());
        told("{'event':'state','power_variant':'running'}");
        assertEquals(PowerState.RUNNING, power());
    }

    @Test
    void eachPartSaysWhenItWasTold() throws Exception {
        told("{'event':'power-state','state':'running'}");
        pass(3);
        told("{'event':'stats','cpu_percent':1}");
        pass(4);
        told("{'event':'filesystem-ops','all':[]}");
        ServerSnapshot snapshot = board.snapshot();
        assertEquals(START, snapshot.power().orElseThrow().at());
        assertEquals(START.plusSeconds(3), snapshot.stats().orElseThrow().at());
        assertEquals(START.plusSeconds(7), snapshot.operations().orElseThrow().at());
        assertEquals(Optional.empty(), snapshot.installs());
    }

    @Test
    void theUptimeCountsOnFromWhatWasTold() throws Exception {
        assertEquals(Optional.empty(), uptime());
        told("{'event':'uptime','uptime':100}");
        told("{'event':'power-state','state':'running'}");
        pass(7);
        assertEquals(seconds(107), uptime());
        told("{'event':'state','power_variant':'running','uptime':300}");
        pass(1);
        assertEquals(seconds(301), uptime());
        pass(-60);
        assertEquals(seconds(300), uptime());
    }

    @Test
    void theUptimeIsZeroWhileTheServerIsStoppedAndBeginsAnewWhenItStarts() throws Exception {
        told("{'event':'power-state','state':'running'}");
        told("{'event':'uptime','uptime':100}");
        told("{'event':'power-state','state':'crashed','exit_code':1}");
        pass(30);
        assertEquals(seconds(0), uptime());
        told("{'event':'power-state','state':'starting'}");
        pass(5);
        assertEquals(seconds(5), uptime());
        told("{'event':'power-state','state':'running'}");
        pass(5);
        assertEquals(seconds(10), uptime());
    }

    @Test
    void anUptimeThatComesBeforeTheNewsOfTheStartIsKept() throws Exception {
        told("{'event':'power-state','state':'stopped'}");
        told("{'event':'uptime','uptime':20}");
        assertEquals(seconds(0), uptime());
        told("{'event':'power-state','state':'running'}");
        assertEquals(seconds(20), uptime());
    }

    @Test
    void anUptimeOfAnySizeIsNoError() throws Exception {
        told("{'event':'uptime','uptime':9223372036854775807}");
        assertTrue(uptime().orElseThrow().toDays() > 365);
        told("{'event':'uptime','uptime':-5}");
        assertEquals(seconds(0), uptime());
    }

    @Test
    void figuresAreStaleAfterFiveSeconds() throws Exception {
        assertTrue(board.snapshot().isStale(now));
        told("{'event':'stats','cpu_percent':1}");
        pass(4);
        assertFalse(board.snapshot().isStale(now));
        pass(1);
        assertTrue(board.snapshot().isStale(now));
    }

    @Test
    void backupsThatHaveEndedLeaveAfterTenMinutes() throws Exception {
        for (String state :
                List.of("ongoing", "pending", "new", "done", "failed", "cancelled", "unchanged", "damaged")) {
            told("{'event':'backup-progress','id':'" + state + "','task':'create','state':'" + state + "'}");
        }
        pass(599);
        assertEquals(8, backups().size());
        pass(1);
        assertEquals(List.of("ongoing", "pending", "new"), backups());
    }

    @Test
    void whenThereAreTooManyBackupsThoseThatHaveEndedLeaveFirst() throws Exception {
        told("{'event':'backup-progress','id':'first','task':'create','state':'ongoing'}");
        for (int i = 0; i < ServerSnapshot.MAX_BACKUPS; i++) {
            told("{'event':'backup-progress','id':'" + i + "','task':'create','state':'done'}");
        }
        assertEquals(ServerSnapshot.MAX_BACKUPS, backups().size());
        assertEquals(List.of("first", "1"), backups().subList(0, 2));
    }

    private void told(String json) throws Exception {
        board.show(EventCodec.decode(json.replace('\'', '"')), now);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private PowerState power() {
        return board.snapshot().power().orElseThrow().value().state();
    }

    private Optional<Duration> uptime() {
        return board.snapshot().uptime(now);
    }

    private List<String> backups() {
        return board.snapshot().backups().stream()
                .map(Timestamped::value)
                .map(BackupProgressEvent::id)
                .toList();
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
