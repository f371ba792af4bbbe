package dev.archon.client.internal.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.archon.protocol.scan.Utf8;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** What a decoder gave, in words that can be compared; up to the first violation, with which a connection ends. */
final class Heard implements FrameSink {

    private final List<String> words = new ArrayList<>();
    private boolean over;

    /** Decodes bytes as they come in pieces. */
    static List<String> of(int maxMessage, byte[]... pieces) {
        return of(MessageRules.strict(maxMessage), pieces);
    }

    static List<String> of(MessageRules rules, byte[]... pieces) {
        return decode(rules, null, pieces);
    }

    /** The same where {@code permessage-deflate} was agreed on. */
    static List<String> inflating(int maxMessage, byte[]... pieces) {
        return inflating(MessageRules.strict(maxMessage), 0, pieces);
    }

    static List<String> inflating(MessageRules rules, int mostOverflows, byte[]... pieces) {
        MessageInflater inflater =
                new MessageInflater(() -> new Inflater(true), new ScratchBuffer(), rules.maxMessage(), mostOverflows);
        try {
            return decode(rules, inflater, pieces);
        } finally {
            inflater.end();
        }
    }

    private static List<String> decode(MessageRules rules, @Nullable MessageInflater inflater, byte[]... pieces) {
        Heard heard = new Heard();
        FrameDecoder decoder = new FrameDecoder(heard, rules, inflater);
        for (byte[] piece : pieces) {
            byte[] window = new byte[piece.length + 2];
            System.arraycopy(piece, 0, window, 1, piece.length);
            byte[] before = window.clone();
            try {
                read(decoder, window, 1, 1 + piece.length);
            } catch (CorruptedWebSocketFrameException e) {
                heard.violation(e.closeStatus().code());
            }
            assertArrayEquals(before, window);
            // What was read is written over by the next read.
            Arrays.fill(window, (byte) '"');
        }
        return heard.words();
    }

    /** Lets a decoder take one read, of which nothing is given again. */
    static void read(FrameDecoder decoder, byte[] bytes, int from, int to) {
        decoder.keep(bytes, decoder.decode(bytes, from, to), to);
    }

    List<String> words() {
        return words;
    }

    void violation(int code) {
        add("violation " + code);
        over = true;
    }

    /** Something that no decoder of ours gives. Noted, because Netty swallows what is thrown. */
    void unexpected(Object what) {
        add("unexpected " + what);
    }

    @Override
    public void startOfRead(byte[] window) {}

    @Override
    public boolean text(byte[] bytes, int offset, int length) {
        if (Utf8.firstMalformed(bytes, offset, offset + length) >= 0) {
            return false;
        }
        add("text " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void binary(int length) {
        add("binary " + length);
    }

    @Override
    public void skipped(String problem) {
        add("skipped, " + problem);
    }

    @Override
    public void ping(byte[] bytes, int offset, int length) {
        add("ping " + HexFormat.of().formatHex(bytes, offset, offset + length));
    }

    @Override
    public void pong(int length) {
        add("pong " + length);
    }

    @Override
    public void close(int code, String reason) {
        add("close " + code + " " + reason);
    }

    @Override
    public void endOfRead() {}

    private void add(String word) {
        if (!over) {
            words.add(word);
        }
    }
}
