package dev.archon.benchmarks.workload;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.event.ArchonEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Frames, encoded before the race begins. A sender writes a block again and again: also a compressed one, because its
 * first message refers to nothing before it.
 */
public final class FrameBlock implements FrameBatch {

    private final ByteBuffer frames;
    private final Map<CountingUnit, Checksum> sums;

    private FrameBlock(byte[] frames, Map<CountingUnit, Checksum> sums) {
        // Direct, so that the JDK need not copy it for each write.
        this.frames = ByteBuffer.allocateDirect(frames.length).put(frames).flip();
        this.sums = sums;
    }

    /** Encodes events, each as a text message of one frame. */
    public static FrameBlock of(List<? extends ArchonEvent> events) {
        return encode(events, null);
    }

    /** Encodes events as {@link #of}, but compressed by permessage-deflate with context takeover. */
    public static FrameBlock deflated(List<? extends ArchonEvent> events) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            return encode(events, deflater);
        } finally {
            deflater.end();
        }
    }

    private static FrameBlock encode(List<? extends ArchonEvent> events, @Nullable Deflater deflater) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<CountingUnit, Checksum> sums = new EnumMap<>(CountingUnit.class);
        for (ArchonEvent event : events) {
            byte[] payload = EventCodec.encode(event);
            if (deflater == null) {
                FrameWriter.text(out, payload);
            } else {
                FrameWriter.deflatedText(out, payload, deflater);
            }
            for (CountingUnit unit : CountingUnit.values()) {
                sums.put(unit, unit.added(sums.getOrDefault(unit, Checksum.NONE), event, payload));
            }
        }
        return new FrameBlock(out.toByteArray(), sums);
    }

    @Override
    public ByteBuffer frames() {
        return frames.duplicate();
    }

    @Override
    public int size() {
        return frames.remaining();
    }

    @Override
    public Checksum sum(CountingUnit unit) {
        return sums.getOrDefault(unit, Checksum.NONE);
    }
}
