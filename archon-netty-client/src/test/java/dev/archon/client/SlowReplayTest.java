package dev.archon.client;

import static dev.archon.client.Clients.LIMIT;
import static dev.archon.client.Clients.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.HandMadeArchon.Peer;
import dev.archon.client.ReplayedConsole.Style;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.ArchonEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The console across lost connections to a server that replays its history slowly, in parts, or not at all. The limits of
 * the history are a twentieth of those by default, so a replay of half a second is one of ten seconds.
 */
@Tag("slow")
class SlowReplayTest {

    private static final Duration QUIET = Duration.ofMillis(35);
    private static final Duration OVER = Duration.ofMillis(100);

    /** Longer than a replay may stand still. */
    private static final Duration STALL = OVER.multipliedBy(7);

    @ParameterizedTest
    @EnumSource
    void aReplayThatGoesOnAfterTheHistoryCountsAsOverBringsNoLineTwice(Style style) throws Exception {
        connectAfter(style, 300);
        loseConnection();
        console.print(30);
        accept();
        sendSlowly(console.replay(2_000, 10));
        send(console.print(1));
        allCameOnce();
    }

    @ParameterizedTest
    @EnumSource
    void aReplayThatStandsStillAndGoesOnBringsNoLineTwice(Style style) throws Exception {
        connectAfter(style, 100);
        loseConnection();
        console.print(10);
        accept();
        List<ArchonEvent> replay = console.replay(2_000, 1);
        send(replay.subList(0, 50));
        await().pollDelay(STALL).until(() -> true);
        send(replay.subList(50, replay.size()));
        allCameOnce();
    }

    @ParameterizedTest
    @EnumSource
    void aReplayThatIsCutOffTwiceBringsNoLineTwice(Style style) throws Exception {
        connectAfter(style, 100);
        for (int part = 1; part <= 3; part++) {
            loseConnection();
            console.print(10);
            accept();
            List<ArchonEvent> replay = console.replay(2_000, 7);
            // The second is cut off when its time is over already.
            sendPart(replay.subList(0, part * replay.size() / 3), part == 2);
        }
        allCameOnce();
    }

    @ParameterizedTest
    @CsvSource({"LOG, true", "LOG, false", "LOG4J, true", "LOG4J, false", "BOTH, true", "BOTH, false"})
    void aLineThatIsToldBeforeTheReplayBeginsComesOnceAndInItsPlace(Style style, boolean isInHistory) throws Exception {
        connectAfter(style, 100);
        loseConnection();
        console.print(10);
        List<ArchonEvent> before = console.replay(2_000, 10);
        accept();
        send(console.print(1));
        sendPart(isInHistory ? console.replay(2_000, 10) : before, true);
        soon().until(() -> heard.contains(console.newest()));
        send(console.print(1));
        allCameOnce();
    }

    @ParameterizedTest
    @CsvSource({"LOG, 2000", "LOG, 10", "LOG, 1", "LOG4J, 1", "BOTH, 10"})
    void theChunksOfTheHistoryMakeNoDifference(Style style, int chunk) throws Exception {
        connectAfter(style, 1_500);
        loseConnection();
        console.print(500);
        accept();
        send(console.replay(2_000, chunk));
        send(console.print(1));
        allCameOnce();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostWithinAStackTraceLosesAndRepeatsNoneOfIt(Style style) throws Exception {
        // The 25th line has a stack trace of four.
        start(style);
        List<ArchonEvent> printed = console.print(30);
        int trace = style == Style.LOG ? 26 : 24;
        send(printed.subList(0, trace));
        loseConnection();
        accept();
        send(console.replay(2_000, 3));
        send(console.print(25));
        allCameOnce();
    }

    @ParameterizedTest
    @EnumSource
    void linesThatAreAlikeByTheThousandComeAsOftenAsTheyWerePrinted(Style style) throws Exception {
        // Lines that are alike are told apart by when they come, so a test machine that is held up must not matter.
        client.close();
        client = client(OVER.multipliedBy(20));
        server = client.server("demo");
        start(style);
        send(console.print(3));
        send(console.printAlike(1_000));
        send(console.print(3));
        send(console.printAlike(500));
        loseConnection();
        console.printAlike(500);
        console.print(1);
        accept();
        send(console.replay(1_700, 100));
        allCameOnce();
        assertEquals(2_000, alike.get());
    }

    @ParameterizedTest
    @EnumSource
    void whereTheHistoryDoesNotReachBackThereIsOneGapInItsPlace(Style style) throws Exception {
        connectAfter(style, 100);
        int last = console.newest();
        loseConnection();
        console.print(1_000);
        accept();
        sendSlowly(console.replay(100, 10));
        send(console.print(1));
        soon().until(() -> heard.contains(console.newest()));
        int gap = heard.indexOf(GAP);
        assertEquals(last, gap, "the gap stands behind the last line before it");
        int first = heard.get(gap + 1);
        assertTrue(first > last + 1, "there were lines in between");
        List<Integer> behind = heard.subList(gap + 1, heard.size());
        assertEquals(IntStream.rangeClosed(first, console.newest()).boxed().toList(), behind);
    }

    private static final int GAP = -1;

    private final HandMadeArchon archon = new HandMadeArchon();
    private final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
    private ArchonClient client = client(OVER);
    private ArchonServer server = client.server("demo");
    private final AtomicInteger alike = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    /** How many histories were over when the server accepted the present connection. */
    private volatile int endsBefore;

    // Written by handlers, which run one at a time, and read by the test when it waits for a line.
    private final List<Integer> heard = Collections.synchronizedList(new ArrayList<>());

    private ReplayedConsole console = new ReplayedConsole(Style.LOG);
    private @Nullable Peer peer;
    private long sent;

    private void start(Style style) throws Exception {
        console = new ReplayedConsole(style);
        archon.onWebSocket(made -> {
            made.handshake();
            endsBefore = ends.get();
            made.authenticate();
            accepted.add(made);
            made.readUntilClosed();
        });
        server.onLine(line -> {
            int number = ReplayedConsole.number(line.text());
            if (number > 0) {
                heard.add(number);
            } else {
                alike.incrementAndGet();
            }
        });
        server.onGap(gap -> heard.add(GAP));
        server.onHistoryEnd(end -> ends.incrementAndGet());
        get(server.connect());
        accept();
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(LIMIT);
    }

    private ArchonClient client(Duration over) {
        return Clients.impatient(archon.baseUri())
                .session(Clients.session(1_000).history(QUIET, over).build())
                .consoleContinuity(5_000)
                .build();
    }

    /** Connects, and has the server tell of its first lines. */
    private void connectAfter(Style style, int lines) throws Exception {
        start(style);
        send(console.print(lines));
        soon().until(() -> heard.size() == console.newest());
    }

    private void accept() throws InterruptedException {
        peer = Objects.requireNonNull(accepted.poll(LIMIT.toSeconds(), TimeUnit.SECONDS), "the client did not connect");
        sent++;
    }

    private void send(List<ArchonEvent> events) throws IOException {
        for (ArchonEvent event : events) {
            Objects.requireNonNull(peer).send(true, HandMadeArchon.TEXT, EventCodec.encode(event));
            sent++;
        }
    }

    /** Sends a first half, and the second when the client has told that the history is over, with short pauses within it. */
    private void sendSlowly(List<ArchonEvent> events) throws IOException {
        int half = events.size() / 2;
        sendPart(events.subList(0, half), true);
        int part = Math.max(1, half / 5);
        for (int at = half; at < events.size(); at += part) {
            send(events.subList(at, Math.min(events.size(), at + part)));
            await().pollDelay(QUIET.multipliedBy(2)).until(() -> true);
        }
    }

    private void sendPart(List<ArchonEvent> events, boolean untilOver) throws IOException {
        send(events);
        if (untilOver) {
            soon().until(() -> ends.get() > endsBefore);
        }
    }

    /** What the client has received is not lost with the connection. */
    private void loseConnection() throws IOException {
        soon().until(() -> client.metrics().eventsReceived() >= sent);
        Objects.requireNonNull(peer).reset();
    }

    private void allCameOnce() {
        List<Integer> all = IntStream.rangeClosed(1, console.newest()).boxed().toList();
        soon().until(() -> heard.contains(console.newest()));
        assertEquals(all, List.copyOf(heard));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        archon.close();
    }
}
