package dev.archon.benchmarks.workload;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.LogEvent;
import dev.archon.protocol.event.LogStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Lines that carry the time at which they were sent, so that whoever gets one can tell how long it took. */
public final class TimedLines implements FrameBatch {

    private static final String BEFORE = "[12:00:00] [Server thread/INFO]: [LagMeter] ";
    private static final int DIGITS = 19;
    private static final String AFTER = " ns since boot, all is well";
    private static final int MESSAGE_LENGTH = BEFORE.length() + DIGITS + AFTER.length();

    private final ByteBuffer frames;
    private final int frameSize;
    private final int timeOffset;
    private final int payloadLength;

    /** A burst of so many lines. */
    public TimedLines(int lines) {
        byte[] payload = EventCodec.encode(new LogEvent(LogStream.STDOUT, BEFORE + "0".repeat(DIGITS) + AFTER));
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        FrameWriter.text(frame, payload);
        this.payloadLength = payload.length;
        this.frameSize = frame.size();
        this.timeOffset = frame.toString(StandardCharsets.US_ASCII).indexOf(BEFORE) + BEFORE.length();
        this.frames = ByteBuffer.allocateDirect(lines * frameSize);
        for (int i = 0; i < lines; i++) {
            frames.put(frame.toByteArray());
        }
        frames.flip();
    }

    /** Writes a time into all lines. */
    public TimedLines at(long nanos) {
        byte[] digits = String.format(Locale.ROOT, "%0" + DIGITS + "d", nanos).getBytes(StandardCharsets.US_ASCII);
        for (int frame = 0; frame < frames.limit(); frame += frameSize) {
            frames.put(frame + timeOffset, digits);
        }
        return this;
    }

    @Override
    public ByteBuffer frames() {
        return frames.duplicate();
    }

    @Override
    public int size() {
        return frames.limit();
    }

    @Override
    public Checksum sum(CountingUnit unit) {
        Checksum sum = Checksum.NONE;
        for (int frame = 0; frame < frames.limit(); frame += frameSize) {
            sum = sum.plus(unit == CountingUnit.PAYLOAD ? payloadLength : MESSAGE_LENGTH);
        }
        return sum;
    }

    /** The time in a line. */
    public static long timeOf(String message) {
        return Long.parseLong(message, BEFORE.length(), BEFORE.length() + DIGITS, 10);
    }

    /** The time in a line whose text lies within an array. */
    public static long timeOf(byte[] utf8, int offset) {
        long time = 0;
        for (int i = offset + BEFORE.length(); i < offset + BEFORE.length() + DIGITS; i++) {
            time = time * 10 + (utf8[i] - '0');
        }
        return time;
    }
}
