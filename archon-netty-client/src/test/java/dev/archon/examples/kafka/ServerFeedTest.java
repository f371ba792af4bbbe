package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.ArchonClient;
import dev.archon.simulator.ArchonSimulator;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.Traffic;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerFeedTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ArchonSimulator simulator = ArchonSimulator.builder()
            .server("demo")
            .traffic(Traffic.SILENT)
            .historyLines(0)
            .start();
    private final ExecutorService handlers = Executors.newFixedThreadPool(2);
    private final ArchonClient client = ArchonClient.builder()
            .baseUrl(simulator.baseUri())
            .token("any")
            .executor(handlers)
            .queue(1_000, 256 << 10)
            .build();
    /** How many more records the producer has room for. */
    private final Semaphore room = new Semaphore(0);

    /** Guarded by itself. */
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

    private final Claim claim = new Claim(0, 7, "backend");
    private final RecordWriter writer = new RecordWriter(producer(), producer(), problem -> {
        throw new AssertionError(problem);
    });

    @AfterEach
    void close() {
        room.release(10_000_000);
        client.close();
        handlers.shutdownNow();
        simulator.close();
    }

    @Test
    void aProducerWithoutRoomMakesTheServerWaitAndNotTheMemoryGrow() throws Exception {
        int lines = 100_000;
        Holding holding = holding(new Tail());
        connect(holding);
        CompletableFuture<Void> sent = simulator.server("demo").flood(lines);
        Awaitility.await("the queue is full")
                .atMost(LIMIT)
                .until(() -> client.metrics().eventsWaiting() >= 1_000);
        long received = stable();
        assertFalse(sent.isDone(), "the server waits");
        // 134 bytes a line: what the queue takes, the read ahead and what the last read has brought.
        assertTrue(received < 20_000, () -> received + " lines were read");

        room.release(10_000_000);
        sent.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        Awaitility.await("all lines").atMost(LIMIT).until(() -> numbers().size() == lines);
        assertEquals(
                IntStream.range(0, lines).mapToObj(i -> new LineNumber(7, i)).toList(), numbers());
    }

    @Test
    void linesGoOnBehindTheTailAndTheProgressSaysHowFarTheyAreSafe() throws Exception {
        room.release(10_000_000);
        Tail tail = new Tail();
        tail.add(41, "the last line of the backend before");
        Holding holding = holding(tail);
        connect(holding);
        Awaitility.await("the end of the history")
                .atMost(LIMIT)
                .untilAsserted(() -> assertEquals("connected", connection()));
        simulator.server("demo").command("say hello");
        Awaitility.await("the line").atMost(LIMIT).until(() -> !numbers().isEmpty());
        // The server replays nothing, so nobody knows whether a line is missing: a number is left out.
        assertEquals(new LineNumber(7, 43), numbers().get(0));
        assertEquals(44, holding.tail("demo").next());
        holding.writeProgress();
        ProgressView view = new ProgressView();
        written().stream()
                .filter(each -> each.topic().equals(Topics.PROGRESS))
                .forEach(each -> view.record(0, each.key(), each.value()));
        assertEquals(44, view.tail("demo").next());
        assertEquals(claim.offsets(), view.offsets());
        holding.stop().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        // The server is closed next, which its handler may have been told by now, or not.
        List<String> told = connections();
        assertEquals("disconnected", told.get(told.lastIndexOf("connected") + 1));
    }

    @Test
    void aServerOfAHoldingThatWasLetGoOfIsNotConnectedAndKeepsItsTail() throws Exception {
        room.release(10_000_000);
        Tail tail = new Tail();
        tail.add(41, "the last line of the backend before");
        Holding holding = holding(tail);
        holding.stop().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        holding.start(new ServerFeed(client.server("demo"), claim, holding.tail("demo"), writer));

        assertEquals(0, client.metrics().servers(), "servers that should be connected");
        assertEquals(42, holding.tail("demo").next());
        holding.stop().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(List.of(), simulator.journal().entries(JournalEntry.TokenCall.class));
    }

    @Test
    void aLineThatIsTooLongForARecordIsCut() {
        String line = "x".repeat(RecordWriter.LONGEST_LINE);
        assertEquals(line, RecordWriter.shortened(line));
        String cut = RecordWriter.shortened(line + "y");
        assertEquals(RecordWriter.LONGEST_LINE, cut.length());
        assertTrue(cut.endsWith("x... [cut]"), () -> cut.substring(cut.length() - 20));
    }

    private Holding holding(Tail tail) {
        return new Holding(claim, Map.of("demo", tail), List.of(), writer);
    }

    private void connect(Holding holding) {
        holding.start(new ServerFeed(client.server("demo"), claim, holding.tail("demo"), writer));
        Awaitility.await("the connection")
                .atMost(LIMIT)
                .until(() -> simulator.server("demo").connections() == 1);
    }

    /** How many events were received, when no more are. */
    private long stable() {
        long[] before = {-1};
        Awaitility.await("nothing more is read")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = client.metrics().eventsReceived();
                    boolean same = now == before[0];
                    before[0] = now;
                    return same;
                });
        return before[0];
    }

    private List<ProducerRecord<String, byte[]>> written() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    private List<LineNumber> numbers() {
        return written().stream()
                .filter(each -> each.topic().equals(Topics.LINES))
                .map(each -> LineNumber.ofBytes(
                        each.headers().lastHeader(LineNumber.HEADER).value()))
                .toList();
    }

    private String connection() {
        List<String> told = connections();
        return told.isEmpty() ? "" : told.get(told.size() - 1);
    }

    /** What the records of the state say of the connection, in order. */
    private List<String> connections() {
        return written().stream()
                .filter(each -> each.topic().equals(Topics.STATE))
                .map(each -> new String(each.value(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"connection\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    /** A producer that writes into the list, and whose {@code send} waits for room. */
    @SuppressWarnings("unchecked")
    private Producer<String, byte[]> producer() {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    room.acquire();
                    ProducerRecord<String, byte[]> sent = (ProducerRecord<String, byte[]>) arguments[0];
                    // So that a test that sees a record finds it acknowledged.
                    synchronized (records) {
                        RecordMetadata written =
                                new RecordMetadata(new TopicPartition(sent.topic(), 0), records.size(), 0, 0, 0, 0);
                        records.add(sent);
                        ((Callback) arguments[1]).onCompletion(written, null);
                        return CompletableFuture.completedFuture(written);
                    }
                });
    }
}
