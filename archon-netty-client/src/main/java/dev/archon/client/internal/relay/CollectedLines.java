package dev.archon.client.internal.relay;

import dev.archon.client.LogBatch;
import dev.archon.protocol.event.LogStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a collector, for one call of the relays.
 *
 * <p>Made anew for each read, unlike what it shows: one that somebody has kept must not come to life again with the lines
 * of another server. That is a few dozen bytes a read, not a line.
 */
final class CollectedLines implements LogBatch {

    private final LineCollector lines;
    private boolean ended;
    private @Nullable ByteBuffer window;
    private @Nullable ByteBuffer copied;

    CollectedLines(LineCollector lines) {
        this.lines = lines;
    }

    void end() {
        ended = true;
        if (window != null) {
            window.position(0).limit(0);
        }
        if (copied != null) {
            copied.position(0).limit(0);
        }
    }

    @Override
    public int size() {
        checkUse();
        return lines.size();
    }

    @Override
    public LogStream stream(int index) {
        check(index);
        return lines.stream(index);
    }

    @Override
    public int length(int index) {
        check(index);
        return lines.length(index);
    }

    @Override
    public ByteBuffer message(int index) {
        check(index);
        ByteBuffer view = lines.isCopied(index) ? copied() : window();
        int from = lines.offset(index);
        return view.limit(from + lines.length(index)).position(from);
    }

    @Override
    public int copyTo(int index, byte[] target, int offset) {
        check(index);
        int length = lines.length(index);
        Objects.checkFromIndexSize(offset, length, target.length);
        System.arraycopy(array(index), lines.offset(index), target, offset, length);
        return offset + length;
    }

    @Override
    public void copyTo(int index, ByteBuffer target) {
        check(index);
        target.put(array(index), lines.offset(index), lines.length(index));
    }

    @Override
    public String text(int index) {
        check(index);
        return new String(array(index), lines.offset(index), lines.length(index), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return ended ? "LogBatch[ended]" : "LogBatch[" + lines.size() + " lines]";
    }

    private byte[] array(int index) {
        return lines.isCopied(index) ? lines.copied() : lines.window();
    }

    private ByteBuffer window() {
        ByteBuffer view = window;
        if (view == null) {
            view = view(lines.window(), lines.windowEnd());
            window = view;
        }
        return view;
    }

    private ByteBuffer copied() {
        ByteBuffer view = copied;
        if (view == null) {
            view = view(lines.copied(), lines.copiedEnd());
            copied = view;
        }
        return view;
    }

    /** Whatever is done with the view's limit, it shows nothing of other connections. */
    private static ByteBuffer view(byte[] array, int end) {
        return ByteBuffer.wrap(array, 0, end).slice().asReadOnlyBuffer();
    }

    private void check(int index) {
        checkUse();
        Objects.checkIndex(index, lines.size());
    }

    private void checkUse() {
        if (ended) {
            throw new IllegalStateException(
                    "the lines can be used during the call of the relay only; copy what is needed for longer");
        }
    }
}
