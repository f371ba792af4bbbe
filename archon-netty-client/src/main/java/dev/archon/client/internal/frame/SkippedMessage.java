package dev.archon.client.internal.frame;

import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A message that is discarded as it comes in, in one frame or several, so that it takes no memory. A compressed one is
 * inflated all the same, since later ones may refer to it.
 */
final class SkippedMessage {

    /** How much of one message is discarded, in bytes as they come in; a message that announces more is a violation. */
    static final long MOST_BYTES = 1L << 30;

    private final @Nullable MessageInflater inflater;
    private boolean open;
    private boolean compressed;
    private boolean lastFrame;
    private int left;
    private long total;

    SkippedMessage(@Nullable MessageInflater inflater) {
        this.inflater = inflater;
    }

    /** Whether a message is being discarded whose end has not come. */
    boolean isOpen() {
        return open;
    }

    /** Whether the next bytes belong to a frame that is being discarded. */
    boolean isWithinFrame() {
        return left > 0;
    }

    void begin(boolean isCompressed) {
        open = true;
        compressed = isCompressed && inflater != null;
        total = 0;
        if (compressed && inflater != null) {
            inflater.begin();
        }
    }

    /**
     * A frame of the message starts.
     *
     * @return false if that makes more than can be discarded
     */
    boolean frame(boolean last, int length) {
        lastFrame = last;
        left = length;
        total += length;
        return total <= MOST_BYTES;
    }

    /**
     * Takes bytes of the frame, as far as they belong to it.
     *
     * @return where they end; -1 if they inflate to more than can be discarded
     */
    int take(byte[] bytes, int from, int to) throws DataFormatException {
        int end = from + Math.min(left, to - from);
        left -= end - from;
        if (!discard(bytes, from, end)) {
            return -1;
        }
        if (left == 0 && lastFrame) {
            open = false;
            return compressed && inflater != null && !inflater.discardEnd() ? -1 : end;
        }
        return end;
    }

    /** Takes bytes that were received before the message turned out too large. Returns false if they inflate to too much. */
    boolean discard(byte[] bytes, int from, int to) throws DataFormatException {
        return !compressed || inflater == null || inflater.discard(bytes, from, to);
    }
}
