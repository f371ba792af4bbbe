package dev.archon.simulator.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowWriterTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void onlyWhatIsAllowedGoesOut() {
        SlowWriter.allow(channel, 0);
        ChannelFuture first = channel.writeAndFlush(text("hello"));
        ChannelFuture second = channel.writeAndFlush(text("world"));
        assertNull(channel.readOutbound());
        assertTrue(SlowWriter.isHolding(channel));

        SlowWriter.allow(channel, 3);
        assertEquals("hel", written());
        assertFalse(first.isDone());
        SlowWriter.allow(channel, 3);
        assertEquals("low", written());
        assertTrue(first.isSuccess());
        SlowWriter.allow(channel, 100);
        assertEquals("orld", written());
        assertTrue(second.isSuccess());
        assertFalse(SlowWriter.isHolding(channel));
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        SlowWriter.allow(channel, 0);
        for (int i = 0; i < 100; i++) {
            SlowWriter.allow(channel, 2);
        }
        var unused = channel.writeAndFlush(text("hello"));

        assertEquals("he", written());
    }

    @Test
    void theRestGoesOutWhenItIsReleased() {
        SlowWriter.allow(channel, 0);
        ChannelFuture future = channel.writeAndFlush(text("hello"));
        SlowWriter.allow(channel, 1);
        SlowWriter.release(channel);

        assertEquals("hello", written());
        assertTrue(future.isSuccess());
        assertFalse(SlowWriter.isHolding(channel));
        var unused = channel.writeAndFlush(text("world"));
        assertEquals("world", written());
    }

    @Test
    void whoeverWaitsForRoomIsToldWhenNothingIsHeldBackAnyMore() {
        AtomicInteger told = new AtomicInteger();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                told.incrementAndGet();
            }
        });
        SlowWriter.allow(channel, 0);
        var unused = channel.writeAndFlush(text("hello"));
        SlowWriter.allow(channel, 3);
        channel.runPendingTasks();
        assertEquals(0, told.get());

        SlowWriter.allow(channel, 3);
        channel.runPendingTasks();
        assertEquals(1, told.get());
        assertEquals("hello", written());
    }

    @Test
    void theRestFailsWhenTheChannelCloses() {
        SlowWriter.allow(channel, 0);
        ByteBuf bytes = text("hello");
        ChannelFuture future = channel.writeAndFlush(bytes);
        channel.close().syncUninterruptibly();

        assertFalse(future.isSuccess());
        assertTrue(future.isDone());
        assertEquals(0, bytes.refCnt());
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            text.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.release();
        }
        return text.toString();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }
}
