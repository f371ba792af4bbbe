package dev.archon.client.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.client.LargeEvents;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthExpiringEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.protocol.event.InstallationResultEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.NewModEvent;
import dev.archon.protocol.event.UnknownEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event says what a server is like and is in the snapshot, or it says what has happened and is named here. */
class EverySnapshotEventTest {

    /** The events that tell nothing that lasts. */
    private static final Set<Class<? extends ArchonEvent>> NOT_SHOWN = Set.of(
            AuthExpiringEvent.class,
            AuthIncorrectEvent.class,
            AuthOkEvent.class,
            InstallationResultEvent.class,
            Log4jEvent.class,
            LogEvent.class,
            NewModEvent.class,
            UnknownEvent.class);

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @MethodSource("events")
    void everyOtherEventChangesTheSnapshot(ArchonEvent event) {
        SnapshotBoard board = new SnapshotBoard(() -> NOW);
        var before = board.snapshot();

        board.show(event, NOW);

        assertEquals(NOT_SHOWN.contains(event.getClass()), board.snapshot().equals(before), event.type());
    }

    static List<ArchonEvent> events() {
        return LargeEvents.all();
    }
}
