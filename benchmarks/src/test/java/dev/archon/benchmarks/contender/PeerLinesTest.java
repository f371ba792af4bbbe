package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.benchmarks.workload.Workload;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the peers make by hand must be what the client makes, or the comparison would mean nothing. */
class PeerLinesTest {

    private final PeerLines lines = new PeerLines();

    @ParameterizedTest
    @EnumSource(Workload.class)
    void areTheLinesThatTheClientMakes(Workload workload) {
        for (ArchonEvent event : workload.events()) {
            assertEquals(ofClient(event), ofPeer(event));
        }
    }

    @Test
    void areTheLinesThatTheClientMakesOfMessagesOfManyLines() {
        for (ArchonEvent event : List.of(
                new LogEvent(LogStream.STDOUT, "one\r\ntwo\n\nthree\n"),
                new LogEvent(LogStream.STDOUT, "\n"),
                Log4jEvent.builder()
                        .level("WARN")
                        .threadName("main")
                        .timestampMillis(1_793_491_199_999L)
                        .message("  one\r\rtwo ")
                        .throwable("java.lang.Error\n\tat a.b.C\n")
                        .build())) {
            assertEquals(ofClient(event), ofPeer(event));
        }
    }

    private static List<String> ofClient(ArchonEvent event) {
        return ConsoleFormat.in(ZoneId.systemDefault()).lines(event).stream()
                .map(ConsoleLine::text)
                .toList();
    }

    private List<String> ofPeer(ArchonEvent event) {
        List<String> texts = new ArrayList<>();
        lines.split(PeerEvent.READER.readValue(EventCodec.encode(event)), texts::add);
        return texts;
    }
}
