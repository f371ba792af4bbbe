package dev.archon.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.console.ConsoleLine;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

    @Test
    void typicalFramesHave134BytesOnAverage() {
        FrameBlock block = FrameBlock.of(Workload.LOG.events());

        assertEquals(
                134, (double) block.size() / block.sum(CountingUnit.PAYLOAD).events(), 0.5);
    }

    @Test
    void theSameFramesAsLog4jHave207BytesOnAverage() {
        FrameBlock block = FrameBlock.of(Workload.LOG4J.events());

        assertEquals(
                207.4, (double) block.size() / block.sum(CountingUnit.PAYLOAD).events(), 0.5);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOG_TRACES", "LOG4J_TRACES"})
    void stackTracesHaveTwoKilobytes(Workload workload) {
        FrameBlock block = FrameBlock.of(workload.events());

        assertEquals(
                2048, (double) block.size() / block.sum(CountingUnit.PAYLOAD).events(), 150);
    }

    @Test
    void bothKindsOfMessagesHoldTheSameLines() {
        assertEquals(texts(Workload.LOG), texts(Workload.LOG4J));
        assertEquals(texts(Workload.LOG_TRACES), texts(Workload.LOG4J_TRACES));
    }

    @Test
    void linesAreCountedWhereMessagesHoldMany() {
        FrameBlock block = FrameBlock.of(Workload.LOG4J_TRACES.events());

        assertEquals(
                texts(Workload.LOG4J_TRACES).size(),
                block.sum(CountingUnit.LINES).events());
        assertEquals(
                Workload.LOG4J_TRACES.events().size(),
                block.sum(CountingUnit.CHARACTERS).events());
    }

    @Test
    void oneOfAHundredMixedEventsIsNoLine() {
        List<ArchonEvent> events = Workload.MIXED.events();

        long others =
                events.stream().filter(event -> !(event instanceof LogEvent)).count();
        assertEquals(events.size() / 100, others);
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void isTheSameEachTime(Workload workload) {
        assertEquals(workload.events(), workload.events());
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void aBlockHoldsItsEventsInOrder(Workload workload) throws ProtocolException {
        List<ArchonEvent> events = workload.events();

        List<ArchonEvent> read = new ArrayList<>();
        for (byte[] payload : payloads(FrameBlock.of(events).frames())) {
            read.add(EventCodec.decode(payload));
        }

        assertEquals(events, read);
    }

    @Test
    void aDeflatedBlockCanFollowItself() throws DataFormatException, ProtocolException {
        List<ArchonEvent> events = Workload.DEFLATE.events().subList(0, 200);
        FrameBlock block = FrameBlock.deflated(events);
        Inflater inflater = new Inflater(true);

        for (int time = 0; time < 2; time++) {
            List<ArchonEvent> read = new ArrayList<>();
            for (byte[] payload : payloads(block.frames())) {
                read.add(EventCodec.decode(inflate(inflater, payload)));
            }
            assertEquals(events, read);
        }
        inflater.end();
        assertTrue(block.size() < FrameBlock.of(events).size() / 2, "it is compressed");
    }

    @Test
    void timedLinesCarryTheirTime() throws ProtocolException {
        TimedLines lines = new TimedLines(3);

        List<byte[]> payloads = payloads(lines.at(1_234_567_890_123L).frames());

        assertEquals(3, payloads.size());
        Checksum characters = Checksum.NONE;
        Checksum bytes = Checksum.NONE;
        for (byte[] payload : payloads) {
            String message = ((LogEvent) EventCodec.decode(payload)).message();
            assertEquals(1_234_567_890_123L, TimedLines.timeOf(message));
            assertEquals(1_234_567_890_123L, TimedLines.timeOf(message.getBytes(StandardCharsets.UTF_8), 0));
            characters = characters.plus(message.length());
            bytes = bytes.plus(payload.length);
        }
        assertEquals(characters, lines.sum(CountingUnit.CHARACTERS));
        assertEquals(bytes, lines.sum(CountingUnit.PAYLOAD));
    }

    @Test
    void anOrderIsAServerId() {
        RunRequest request = new RunRequest(
                        Workload.LOG_TRACES, Output.LINES, SendMode.SWARM, true, 2_000, 500, 1_000, 7, 0)
                .connection(12);

        assertEquals("log_traces-lines-swarm-tls-2000-500-1000-7-12", request.id());
        assertEquals(request, RunRequest.of(request.id()));
    }

    private static List<byte[]> payloads(ByteBuffer frames) {
        List<byte[]> payloads = new ArrayList<>();
        while (frames.hasRemaining()) {
            frames.get();
            int length = frames.get();
            if (length == 126) {
                length = Short.toUnsignedInt(frames.getShort());
            }
            byte[] payload = new byte[length];
            frames.get(payload);
            payloads.add(payload);
        }
        return payloads;
    }

    private static byte[] inflate(Inflater inflater, byte[] payload) throws DataFormatException {
        ByteBuffer input = ByteBuffer.allocate(payload.length + 4)
                .put(payload)
                .putInt(0x0000FFFF)
                .flip();
        inflater.setInput(input);
        byte[] out = new byte[8_192];
        byte[] message = new byte[inflater.inflate(out)];
        System.arraycopy(out, 0, message, 0, message.length);
        return message;
    }

    private static List<String> texts(Workload workload) {
        ConsoleFormat format = ConsoleFormat.in(ZoneOffset.UTC);
        return workload.events().stream()
                .flatMap(event -> format.lines(event).stream())
                .map(ConsoleLine::text)
                .toList();
    }
}
