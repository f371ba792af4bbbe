package dev.archon.client.internal.frame;

import dev.archon.protocol.codec.LogLine;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a decoder gave, in words that can be compared; up to the first violation, with which a connection ends. */
final class Heard implements FrameSink {

    private final List<String> words = new ArrayList<>();
    private boolean over;

    /** Decodes bytes as they come in pieces. */
    static List<String> of(int maxMessage, byte[]... pieces) {
        Heard heard = new Heard();
        FrameDecoder decoder = new FrameDecoder(heard, maxMessage);
        for (byte[] piece : pieces) {
            byte[] window = new byte[piece.length + 2];
            System.arraycopy(piece, 0, window, 1, piece.length);
            try {
                decoder.decode(window, 1, 1 + piece.length, new LogLine());
            } catch (CorruptedWebSocketFrameException e) {
                heard.violation(e.closeStatus().code());
            }
            // What was read is written over by the next read.
            Arrays.fill(window, (byte) '"');
        }
        return heard.words();
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
    public void log(LogLine line, int size) {
        add("log " + size + " " + line.event());
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        LogLine line = new LogLine();
        if (line.read(bytes, offset, length)) {
            log(line, length);
        } else {
            add("text " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void binary(int length) {
        add("binary " + length);
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
