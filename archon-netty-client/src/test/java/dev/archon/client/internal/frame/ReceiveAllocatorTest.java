package dev.archon.client.internal.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the type of handles
class ReceiveAllocatorTest {

    private final ByteBufAllocator others = UnpooledByteBufAllocator.DEFAULT;
    private final RecvByteBufAllocator.Handle first = new ReceiveAllocator().newHandle();
    private final RecvByteBufAllocator.Handle second = new ReceiveAllocator().newHandle();

    @Test
    void connectionsOfAThreadReadIntoOneLargeBufferInTurn() {
        ByteBuf one = first.allocate(others);
        assertTrue(one.isDirect() && one.writableBytes() >= 256 * 1024);
        one.writeByte(1);
        one.release();
        ByteBuf two = second.allocate(others);
        assertSame(one, two);
        assertEquals(0, two.readableBytes());
        two.release();
    }

    @Test
    void aBufferThatIsStillHeldIsNotWrittenTo() {
        ByteBuf held = first.allocate(others);
        held.writeCharSequence("half a response", StandardCharsets.US_ASCII);
        ByteBuf other = second.allocate(others);
        assertNotSame(held, other);
        other.writeCharSequence("something of another server", StandardCharsets.US_ASCII);
        assertEquals("half a response", held.toString(StandardCharsets.US_ASCII));
        held.release();
        other.release();
    }

    @Test
    void anotherThreadHasABufferOfItsOwn() throws InterruptedException, ExecutionException, TimeoutException {
        ByteBuf here = first.allocate(others);
        ByteBuf there = CompletableFuture.supplyAsync(() -> second.allocate(others), task -> new Thread(task).start())
                .get(20, TimeUnit.SECONDS);
        assertNotSame(here, there);
        here.release();
        there.release();
    }
}
