package dev.archon.client.internal.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever reads bring, the TLS handler gets the same bytes, cut behind whole records. */
class TlsRecordReaderProperties {

    @Property(tries = 300)
    void recordsComeWholeAndInOrder(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 18 << 10) Integer> lengths,
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 300_000) Integer> reads,
            @ForAll boolean handshakeIsDone,
            @ForAll boolean areKept) {
        byte[] sent = records(lengths);
        Set<Integer> ends = ends(lengths);
        Consumer consumer = new Consumer(areKept);
        EmbeddedChannel channel = new EmbeddedChannel(new TlsRecordReader(() -> handshakeIsDone), consumer);
        int at = 0;
        for (int i = 0; at < sent.length; i++) {
            int read = Math.min(reads.get(i % reads.size()), sent.length - at);
            channel.writeInbound(Unpooled.directBuffer(read).writeBytes(sent, at, read));
            at += read;
        }

        assertTrue(ends.containsAll(consumer.ends), "a record was cut");
        assertArrayEquals(sent, consumer.all());
        channel.finishAndReleaseAll();
    }

    @Property(tries = 100)
    void whatComesInAtTheEndIsPassedOnAsWell(@ForAll @IntRange(min = 1, max = 20_000) int kept) {
        byte[] sent = records(List.of(16 << 10, 16 << 10));
        Consumer consumer = new Consumer(false);
        EmbeddedChannel channel = new EmbeddedChannel(new TlsRecordReader(() -> true), consumer);
        channel.writeInbound(Unpooled.wrappedBuffer(sent, 0, kept));
        assertEquals(kept / ((16 << 10) + 5) * ((16 << 10) + 5), consumer.all().length);
        channel.finishAndReleaseAll();
        assertEquals(kept, consumer.all().length);
    }

    private static byte[] records(List<Integer> lengths) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        int content = 0;
        for (int length : lengths) {
            records.write(20 + content % 5);
            records.write(3);
            records.write(3);
            records.write(length >> Byte.SIZE);
            records.write(length);
            for (int i = 0; i < length; i++) {
                records.write(content++);
            }
        }
        return records.toByteArray();
    }

    private static Set<Integer> ends(List<Integer> lengths) {
        Set<Integer> ends = new HashSet<>();
        int end = 0;
        for (int length : lengths) {
            end += 5 + length;
            ends.add(end);
        }
        return ends;
    }

    /** Reads at once, or when all has come, as a TLS handler does that waits for a task. */
    private static final class Consumer extends ChannelInboundHandlerAdapter {

        private final boolean keeps;
        private final List<ByteBuf> kept = new ArrayList<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final List<Integer> ends = new ArrayList<>();
        private int end;

        Consumer(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            end += bytes.readableBytes();
            ends.add(end);
            if (keeps) {
                kept.add(bytes);
            } else {
                take(bytes);
            }
        }

        byte[] all() {
            kept.forEach(this::take);
            kept.clear();
            return read.toByteArray();
        }

        private void take(ByteBuf bytes) {
            read.writeBytes(ByteBufUtil.getBytes(bytes));
            bytes.release();
        }
    }
}
