package dev.archon.client.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.archon.client.internal.frame.Compressing;
import dev.archon.client.internal.frame.Frame;
import dev.archon.client.internal.frame.FrameReader;
import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.handshake.Handshake;
import dev.archon.client.internal.handshake.HandshakeRequest;
import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.relay.LogRelays;
import dev.archon.protocol.console.ConsoleFormat;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.protocol.event.UptimeEvent;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The frame path behind the handshake. */
class FrameHandlerTest {

    private static final int MAX_MESSAGE = 10_000;
    private static final int TEXT = 0x81;
    private static final int COMPRESSED_TEXT = 0xC1;

    @Test
    void whatComesWithTheHandshakesResponseIsRead() {
        shake("", log("first"), log("second"));
        receive(log("third"));
        assertEquals(List.of("opened", "batch first second", "batch third"), heard);
        assertNotNull(channel.pipeline().get(FrameReader.class));
        assertNull(channel.pipeline().get(HandshakeHandler.class));
    }

    @Test
    void oneReadIsOneBatchWhateverItHolds() {
        shake("");
        receive(log("a"), frame(TEXT, "{\"event\":\"uptime\",\"uptime\":7}"), log("b"), log("c\\tc"));
        assertEquals(List.of("opened", "event UptimeEvent[uptime=7]", "batch a 7 b c\tc"), heard);
    }

    @Test
    void aMessageThatCannotBeReadCostsThatMessage() {
        shake("");
        receive(log("a"), frame(TEXT, "nonsense"), frame(0x82, "binary"), log("b"));
        assertEquals(List.of("opened", "bad", "bad", "batch a b"), heard);
        assertTrue(channel.isOpen());
    }

    @Test
    void aMessageCountsAsReadWhileItArrives() {
        shake("");
        byte[] message = log("long");
        receive(Arrays.copyOf(message, 10));
        while (frames.connection().nanosSinceRead() < TimeUnit.MILLISECONDS.toNanos(5)) {
            Thread.onSpinWait();
        }
        long begun = System.nanoTime();
        receive(Arrays.copyOfRange(message, 10, 20));
        long sinceRead = frames.connection().nanosSinceRead();
        assertTrue(sinceRead <= System.nanoTime() - begun, () -> sinceRead + " ns since bytes came");
        assertEquals(List.of("opened"), heard);
    }

    @Test
    void aPingIsAnsweredWithItsPayload() {
        shake("");
        receive(frame(0x89, "are you there"));
        assertEquals("are you there", unmasked(0x8A));
    }

    @Test
    void pingsOfAServerThatDoesNotReadAreNotHoarded() {
        shake("");
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 1));
        ByteBuf unwritten = Unpooled.copiedBuffer("unwritten", StandardCharsets.US_ASCII);
        channel.write(unwritten);
        assertFalse(channel.isWritable());
        receive(frame(0x89, "are you there"));
        channel.flush();
        assertSame(unwritten, channel.readOutbound());
        unwritten.release();
        assertNull(channel.readOutbound());
    }

    @Test
    void aCloseFrameIsAnsweredAndTold() {
        shake("");
        receive(log("last"), frame(0x88, "\u0003\u00e8bye\u0007"), log("never"));
        assertEquals(List.of("opened", "batch last", "closed OptionalInt[1000] bye "), heard);
        assertEquals("\u0003\u00e8", unmasked(0x88));
        assertFalse(channel.isOpen());
    }

    @Test
    void aServerThatClosesAndDoesNotReadIsNotWaitedForWithoutEnd() {
        shake("");
        HeldBack stuck = new HeldBack();
        channel.pipeline().addFirst(stuck);
        channel.freezeTime();
        receive(frame(0x88, "\u0003\u00e8bye"));
        assertEquals(List.of("opened", "closed OptionalInt[1000] bye"), heard);
        assertTrue(channel.isOpen());
        channel.advanceTimeBy(1_999, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertTrue(channel.isOpen());
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isOpen());
    }

    @Test
    void whatHoldsUpAnOrderlyEndIsPassedOver() {
        shake("");
        HeldBack stuck = new HeldBack();
        channel.pipeline().addFirst(stuck);
        channel.freezeTime();
        frames.connection().close(1000, "");
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isOpen());
    }

    @Test
    void aConnectionThatIsDroppedIsGoneInTimeEvenIfTlsCannotSayGoodbye() {
        shake("");
        HeldBack stuck = new HeldBack();
        channel.pipeline().addFirst(stuck);
        channel.freezeTime();
        frames.connection().drop();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isOpen());
    }

    @Test
    void aFaultIsToldAtOnceAndTheConnectionGoneInTime() {
        shake("");
        HeldBack stuck = new HeldBack();
        channel.pipeline().addFirst(stuck);
        channel.freezeTime();
        receive(log("last"), frame(0x83, "reserved"), log("never"));
        assertEquals("batch last", heard.get(1));
        assertTrue(heard.get(2).startsWith("closed OptionalInt.empty CorruptedWebSocketFrameException"), heard.get(2));
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isOpen());
        assertEquals(3, heard.size());
    }

    /** Lets nothing out, as a full socket, and does not close, as TLS while its last words are held back. */
    private static final class HeldBack extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {}
    }

    @Test
    void anErrorOfAConsumerEndsTheConnectionAndIsToldWithWhatWasReadBefore() {
        shake("");
        failsOn = "uptime";
        receive(log("last"), frame(TEXT, "{\"event\":\"uptime\",\"uptime\":7}"), log("never"));
        assertEquals(
                List.of(
                        "opened",
                        "batch last 7",
                        "thrown what came in could not be processed, java.lang.NoSuchMethodError: of a library",
                        "closed OptionalInt.empty NoSuchMethodError (of a library)"),
                heard);
        assertFalse(channel.isOpen());
    }

    @Test
    void anErrorThatComesAgainWhileItIsToldDoesNotKeepTheConnection() {
        shake("");
        failsOn = "batch";
        receive(log("lost"));
        assertEquals(
                List.of(
                        "opened",
                        "thrown what came in could not be processed, java.lang.NoSuchMethodError: of a library",
                        "closed OptionalInt.empty NoSuchMethodError (of a library)"),
                heard);
        assertFalse(channel.isOpen());
    }

    @Test
    void anErrorAtTheEndDoesNotKeepTheConnection() {
        shake("");
        failsOn = "thrown";
        channel.pipeline().fireExceptionCaught(new NoSuchFieldError("of a library"));
        assertEquals(List.of("opened", "closed OptionalInt.empty NoSuchFieldError (of a library)"), heard);
        assertFalse(channel.isOpen());
    }

    @Test
    void aViolationEndsTheConnection() {
        shake("");
        receive(log("last"), frame(0x83, "reserved"), log("never"));
        channel.runPendingTasks();
        assertEquals("batch last", heard.get(1));
        assertTrue(heard.get(2).startsWith("closed OptionalInt.empty CorruptedWebSocketFrameException"), heard.get(2));
        assertEquals(3, heard.size());
        assertFalse(channel.isOpen());
    }

    @Test
    void buffersAreReleased() {
        shake("");
        ByteBuf buffer = Unpooled.wrappedBuffer(log("a"), new byte[] {(byte) TEXT});
        channel.writeInbound(buffer);
        assertEquals(0, buffer.refCnt());
        ByteBuf wrong = Unpooled.wrappedBuffer(frame(0x83, "reserved"));
        channel.writeInbound(wrong);
        assertEquals(0, wrong.refCnt());
    }

    @Test
    void aSilencedHandlerTellsNothingMore() {
        shake("");
        frames.silence();
        receive(log("a"), frame(0x89, "still there"), frame(0x88, "\u0003\u00e8"));
        assertEquals(List.of("opened"), heard);
        assertFalse(channel.isOpen());
    }

    @Test
    void withCompressionMessagesAreInflatedAsTheyAreRead() {
        shake("Sec-WebSocket-Extensions: permessage-deflate\r\n", packed("with the response"));
        receive(packed("packed"), log("as it is"));
        assertEquals(List.of("opened", "batch with the response", "batch packed as it is"), heard);
        assertNotNull(channel.pipeline().get(FrameReader.class));
        assertNull(channel.pipeline().get(HandshakeHandler.class));
    }

    @Test
    void compressedLinesAreRelayed() {
        List<String> lines = new ArrayList<>();
        relays.add(batch -> {
            for (int i = 0; i < batch.size(); i++) {
                lines.add(batch.text(i));
            }
        });
        shake("Sec-WebSocket-Extensions: permessage-deflate\r\n");
        receive(packed("a"), log("b"), packed("c"), packed("d\\u00e9"));
        assertEquals(List.of("a", "b", "c", "dé"), lines);
    }

    @Test
    void relaysGetLinesOfEveryFormWithAndWithoutCompression() {
        for (String extension : List.of("", "Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
            List<String> lines = new ArrayList<>();
            relays.add(batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    lines.add(batch.stream(i) + " " + batch.text(i) + " "
                            + StandardCharsets.UTF_8.decode(batch.message(i)));
                }
            });
            shake(extension);
            receive(
                    frame(TEXT, "{\"message\":\"odd\",\"event\":\"log\",\"stream\":\"stderr\"}"),
                    log("plain"),
                    log("\\u00e9\\n"),
                    frame(TEXT, "{\"event\":\"log\",\"stream\":\"other\",\"message\":\"\\ud800\"}"));
            assertEquals(List.of("STDERR odd odd", "STDOUT plain plain", "STDOUT é é", "UNKNOWN ? ?"), lines);
            assertEquals(List.of("opened", "relayed 4"), heard);
            heard.clear();
        }
    }

    @Test
    void aLineThatWasCutIsRelayedWhenItIsComplete() {
        List<String> lines = new ArrayList<>();
        relays.add(batch -> lines.add(batch.size() + " " + batch.text(0)));
        shake("");
        byte[] line = log("a line in two pieces");
        channel.writeInbound(Unpooled.copiedBuffer(line, 0, 20));
        channel.writeInbound(Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(line, 20, line.length - 20), Unpooled.copiedBuffer(log("b"))));
        assertEquals(List.of("2 a line in two pieces"), lines);
    }

    @Test
    void relayedLinesAreNoGarbage() {
        LongAdder bytes = new LongAdder();
        relays.add(batch -> {
            for (int i = 0; i < batch.size(); i++) {
                bytes.add(batch.stream(i) == LogStream.STDOUT ? batch.message(i).remaining() : 0);
            }
        });
        shake("");
        ByteBuf burst = Unpooled.buffer();
        for (int i = 0; i < 3_000; i++) {
            burst.writeBytes(log(i % 10 == 0 ? "\\u001b[32mwith an escape" : "a line of plain text"));
        }
        receiveAgainAndAgain(burst, 20);
        long allocated = allocatedBy(() -> receiveAgainAndAgain(burst, 20));
        burst.release();
        assertTrue(allocated / (20 * 3_000) < 1, () -> allocated + " bytes for 60000 lines");
        assertEquals(40 * 3_000 * 20 - 40 * 300 * (20 - "\u001b[32mwith an escape".length()), bytes.sum());
    }

    @Test
    void relayedLinesThatWereCompressedAreNoGarbageEither() {
        LongAdder lines = new LongAdder();
        relays.add(batch -> lines.add(batch.size()));
        shake("Sec-WebSocket-Extensions: permessage-deflate\r\n");
        ByteBuf burst = Unpooled.buffer();
        byte[] line = packed("=".repeat(60));
        for (int i = 0; i < 40_000; i++) {
            burst.writeBytes(line);
        }
        receiveAgainAndAgain(burst, 3);
        long allocated = allocatedBy(() -> receiveAgainAndAgain(burst, 3));
        burst.release();
        assertTrue(allocated / (3 * 40_000) < 1, () -> allocated + " bytes for 120000 lines");
        assertEquals(6 * 40_000, lines.sum());
    }

    private void receiveAgainAndAgain(ByteBuf burst, int times) {
        for (int i = 0; i < times; i++) {
            channel.writeInbound(burst.retainedDuplicate());
            heard.clear();
        }
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private final List<String> heard = new ArrayList<>();
    private String failsOn = "nothing";
    private final LogRelays relays =
            new LogRelays(() -> false, ConsoleFormat.in(ZoneOffset.UTC), error -> heard.add(error.toString()));
    private EmbeddedChannel channel = new EmbeddedChannel();
    private FrameHandler frames =
            new FrameHandler(new Listener(), problem -> heard.add("bad"), MessageRules.strict(MAX_MESSAGE));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void shake(String extensionHeader, byte[]... first) {
        frames = new FrameHandler(new Listener(), problem -> heard.add("bad"), MessageRules.strict(MAX_MESSAGE));
        channel = new EmbeddedChannel();
        frames.connection(new Connection(channel));
        URI uri = URI.create("ws://localhost/ws");
        Handshake handshake = new Handshake(
                new HandshakeRequest(
                        uri,
                        Route.to(uri, null),
                        new byte[HandshakeRequest.NONCE_LENGTH],
                        new HandshakeRequest.Settings(!extensionHeader.isEmpty(), "test", null, Map.of())),
                Route.to(uri, null),
                InstantSource.system());
        channel.pipeline().addLast(new HandshakeHandler(handshake, frames::reader), frames);
        channel.pipeline().fireChannelActive();
        ByteBuf request = channel.readOutbound();
        String text = request.toString(StandardCharsets.US_ASCII);
        int name = text.toLowerCase(Locale.ROOT).indexOf("sec-websocket-key: ");
        int from = name + "sec-websocket-key: ".length();
        String key = text.substring(from, text.indexOf("\r\n", from));
        request.release();
        String response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                + extensionHeader + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(response.getBytes(StandardCharsets.US_ASCII));
        for (byte[] frame : first) {
            all.writeBytes(frame);
        }
        channel.writeInbound(Unpooled.wrappedBuffer(all.toByteArray()));
        channel.runPendingTasks();
    }

    private void receive(byte[]... pieces) {
        channel.writeInbound(Unpooled.wrappedBuffer(pieces));
    }

    /** The payload of the next frame that was sent, which has to be of a kind. */
    private String unmasked(int first) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            ByteBuf bytes = assertInstanceOf(ByteBuf.class, next);
            sent.writeBytes(ByteBufUtil.getBytes(bytes));
            bytes.release();
        }
        byte[] frame = sent.toByteArray();
        assertEquals(first, frame[0] & 0xFF);
        int length = frame[1] & 0x7F;
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (frame[6 + i] ^ frame[2 + i % 4]);
        }
        return new String(payload, StandardCharsets.ISO_8859_1);
    }

    private static byte[] log(String escaped) {
        return frame(TEXT, "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + escaped + "\"}");
    }

    private static byte[] frame(int first, String payload) {
        return Frame.frame(first, payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] packed(String escaped) {
        byte[] frame = log(escaped);
        return Frame.frame(COMPRESSED_TEXT, Compressing.alone(Arrays.copyOfRange(frame, 2, frame.length)));
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private final class Listener implements ConnectionListener {

        @Override
        public void opened(Connection connection) {
            heard.add("opened");
        }

        @Override
        public void failed(Failure failure) {
            heard.add("failed " + failure);
        }

        @Override
        public void event(ArchonEvent event) {
            fail(event.type());
            heard.add("event " + event);
        }

        @Override
        public void received(List<ArchonEvent> events, long bytes) {
            fail("batch");
            StringBuilder text = new StringBuilder("batch");
            for (ArchonEvent event : events) {
                text.append(' ').append(event instanceof LogEvent log ? log.message() : ((UptimeEvent) event).uptime());
            }
            heard.add(text.toString());
        }

        @Override
        public void relayed(int lines, long bytes) {
            heard.add("relayed " + lines);
        }

        @Override
        public LogRelays relays() {
            return relays;
        }

        @Override
        public void thrown(String what, Throwable error) {
            fail("thrown");
            heard.add("thrown " + what + ", " + error);
        }

        private void fail(String where) {
            if (where.equals(failsOn)) {
                throw new NoSuchMethodError("of a library");
            }
        }

        @Override
        public void closed(OptionalInt code, String reason) {
            heard.add("closed " + code + " " + reason);
        }
    }
}
