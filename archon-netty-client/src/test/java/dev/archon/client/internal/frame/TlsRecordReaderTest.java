package dev.archon.client.internal.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsRecordReaderTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new TlsRecordReader(() -> true));
    private final DecryptAllocator allocator = DecryptAllocator.ofThisLoop(ByteBufAllocator.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 400 Bad Request\r\n", "\u0016\u0002\u0003ab", "\u0016\u0003\u0003\u007fx and more"})
    void whatIsNoTlsIsPassedOnAtOnce(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
        assertEquals(text, read());
        channel.writeInbound(Unpooled.copiedBuffer("x", US_ASCII));
        assertEquals("x", read());
    }

    @Test
    void nothingIsHeldBackBehindWhatIsNoTls() {
        // Where the second window begins there is what looks like the beginning of a record.
        String text = "x".repeat(LoopBuffers.WINDOW) + "\u0017\u0003\u0003\u0000\u0002a";
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
        channel.writeInbound(Unpooled.copiedBuffer("bc", US_ASCII));
        assertEquals(text + "bc", read() + read() + read());
    }

    @Test
    void aBegunRecordIsWaitedFor() {
        channel.writeInbound(Unpooled.copiedBuffer("\u0017\u0003\u0003\u0000\u0002a", US_ASCII));
        assertNull(channel.readInbound());
        channel.writeInbound(Unpooled.copiedBuffer("b\u0017", US_ASCII));
        assertEquals("\u0017\u0003\u0003\u0000\u0002ab", read());
        assertNull(channel.readInbound());
    }

    @Test
    void recordsAreDecryptedIntoOneBufferOfTheLoop() {
        ByteBuf first = allocator.buffer(16_406);
        first.release();
        ByteBuf second = allocator.buffer(16_406);
        assertSame(first, second);
        assertTrue(second.hasArray());
        assertEquals(0, second.readableBytes());
        second.release();
    }

    @Test
    void aBufferThatIsHeldIsNotGivenAway() {
        ByteBuf held = allocator.buffer(16_406).writeLong(42);
        ByteBuf other = allocator.buffer(16_406).writeLong(43);
        assertNotSame(held, other);
        assertTrue(other.hasArray());
        assertEquals(42, held.readLong());
        held.release();
        other.release();
    }

    @Test
    void whatGrewIsNotKeptLarge() {
        ByteBuf grown = allocator.buffer(256).writeZero(1 << 20);
        grown.release();
        ByteBuf next = allocator.buffer(256);
        assertSame(grown, next);
        assertEquals(LoopBuffers.RECORD, next.capacity());
        next.release();
    }

    @Test
    void anotherThreadSharesNothing() throws Exception {
        ByteBuf ours = allocator.buffer(256);
        ours.release();
        CompletableFuture<ByteBuf> theirs = CompletableFuture.supplyAsync(() -> allocator.buffer(256));
        assertNotSame(ours, theirs.get());
        theirs.get().release();
    }

    @Test
    void directMemoryIsDirectStill() {
        ByteBuf direct = allocator.ioBuffer(256);
        assertTrue(direct.isDirect());
        direct.release();
    }

    private String read() {
        ByteBuf bytes = channel.readInbound();
        String text = bytes.toString(US_ASCII);
        bytes.release();
        return text;
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        FastThreadLocal.removeAll();
    }
}
