package dev.archon.simulator.internal.wire;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.Log4jEvent;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import dev.archon.simulator.scenario.EventStyle;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * A thousand log frames, encoded once, that stand for any number of them: each line carries a number, and that alone
 * changes from one thousand to the next.
 *
 * <p>Since a block always starts with a number that a thousand divides, the last three digits of every line never change,
 * and the eight before them are the same in all of its lines. So a block costs one copy, and one {@code long} stored for
 * each line, which is far below what the network costs; and a reader can still check that no line is missing or doubled.
 */
public final class FloodLines {

    /** How many lines a block has. */
    public static final int BLOCK = 1000;

    /** The largest number of lines, since their numbers have eleven digits. */
    public static final long MOST = 100_000_000_000L;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] frames;

    /** Where the message of each line starts, behind the header of its frame. */
    private final int[] messageAt = new int[BLOCK];

    /** The offsets at which the eight digits of each line start. */
    private final int[] digitsAt = new int[BLOCK];

    /** Where each line's frame ends. */
    private final int[] endOf = new int[BLOCK];

    /**
     * Encodes the lines.
     *
     * @param style in which messages they come
     * @param time the time that they show
     * @param random the source of their threads and coordinates
     */
    public FloodLines(EventStyle style, Instant time, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String shown = TIME.format(time);
        for (int i = 0; i < BLOCK; i++) {
            String thread = "Worker-Main-" + (1 + random.nextInt(4));
            String message = String.format(
                    Locale.ROOT,
                    "[ChunkLog] #00000000%03d loaded [%d, %d] in %d us",
                    i,
                    random.nextInt(400) - 200,
                    random.nextInt(400) - 200,
                    random.nextInt(90_000));
            byte[] payload = EventCodec.encode(
                    style == EventStyle.PANEL
                            ? entry(time, thread, message)
                            : new LogEvent(LogStream.STDOUT, "[" + shown + "] [" + thread + "/INFO]: " + message));
            FrameEncoder.text(bytes, payload);
            endOf[i] = bytes.size();
            messageAt[i] = bytes.size() - payload.length;
            digitsAt[i] = messageAt[i] + indexOf(payload, '#') + 1;
        }
        this.frames = bytes.toByteArray();
    }

    private static Log4jEvent entry(Instant time, String thread, String message) {
        return Log4jEvent.builder()
                .loggerName("net.minecraft.server.MinecraftServer")
                .level("INFO")
                .threadName(thread)
                .timestampMillis(time.toEpochMilli())
                .message(message)
                .build();
    }

    /**
     * The size of the first lines of a block.
     *
     * @param lines how many lines, 1 to a thousand
     * @return their size as frames, in bytes
     */
    public int size(int lines) {
        return endOf[lines - 1];
    }

    /**
     * Writes the first lines of a block.
     *
     * @param out has room for them
     * @param block the number of the first line, by a thousand
     * @param lines how many, 1 to a thousand
     */
    void write(ByteBuf out, long block, int lines) {
        int begin = out.writerIndex();
        out.writeBytes(frames, 0, size(lines));
        // Past Netty's checks of every access, which would cost more than all the rest.
        ByteBuffer written = out.nioBuffer(begin, size(lines));
        long digits = digits(block);
        for (int i = 0; i < lines; i++) {
            written.putLong(digitsAt[i], digits);
        }
    }

    /** Some lines of a block, for any number of sockets. */
    Block block(long block, int from, int to) {
        int begin = from == 0 ? 0 : size(from);
        return new Block(numbered(begin, size(to), block, from, to), to - from);
    }

    /** The message of one line, without the header of its frame. */
    byte[] message(long block, int line) {
        return numbered(messageAt[line], endOf[line], block, line, line + 1);
    }

    private byte[] numbered(int begin, int end, long block, int from, int to) {
        byte[] bytes = Arrays.copyOfRange(frames, begin, end);
        long digits = digits(block);
        for (int i = from; i < to; i++) {
            LONGS.set(bytes, digitsAt[i] - begin, digits);
        }
        return bytes;
    }

    /** Eight decimal digits in ASCII, the first one in the highest byte. */
    private static long digits(long number) {
        long digits = 0;
        long rest = number;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            digits |= ('0' + rest % 10) << shift;
            rest /= 10;
        }
        return digits;
    }

    private static int indexOf(byte[] bytes, char wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new IllegalStateException("a line without its number");
    }
}
