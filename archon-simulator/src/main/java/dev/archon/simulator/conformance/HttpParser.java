package dev.archon.simulator.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the HTTP/1.1 messages of one direction of a connection from bytes in pieces of any length. */
final class HttpParser {

    /** How many bytes of a head or a body are kept. */
    private static final int KEPT = 64 << 10;

    /** Two line ends, {@code CR LF CR LF}. */
    private static final int END_OF_HEAD = 0x0D0A_0D0A;

    private final boolean readsRequests;
    private final Listener listener;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String startLine = "";
    private Map<String, String> headers = Map.of();
    private State state = State.HEAD;
    private boolean chunked;

    /** Those of the head, the line or the trailer that is being read, also where no more of it is kept. */
    private int lastFourBytes;

    private long left;

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK_END,
        TRAILER
    }

    /** Is told of complete messages. */
    interface Listener {

        /** Takes a message; returns whether the next byte belongs to the next one, and not to another protocol. */
        boolean message(String startLine, Map<String, String> headers, byte[] body);
    }

    HttpParser(boolean readsRequests, Listener listener) {
        this.readsRequests = readsRequests;
        this.listener = listener;
    }

    /** Reads until the bytes end or another protocol begins; returns where it has stopped. */
    int read(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end) {
            boolean more;
            if (state == State.BODY) {
                int take = (int) Math.min(left, end - at);
                if (body.size() < KEPT) {
                    body.write(bytes, at, take);
                }
                at += take;
                left -= take;
                more = left > 0 || ended();
            } else {
                more = readLineByte(bytes[at++]);
            }
            if (!more) {
                return at;
            }
        }
        return at;
    }

    private boolean readLineByte(byte next) {
        if (head.size() < KEPT) {
            head.write(next);
        }
        lastFourBytes = lastFourBytes << Byte.SIZE | (next & 0xFF);
        if (next != '\n' || (state == State.HEAD && lastFourBytes != END_OF_HEAD)) {
            return true;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return switch (state) {
            case HEAD -> beginBody(text);
            case CHUNK_SIZE -> beginChunk(text.strip());
            case CHUNK_END -> next(State.CHUNK_SIZE);
            case TRAILER -> text.isBlank() ? messageEnded() : next(State.TRAILER);
            case BODY -> throw new IllegalStateException("a body has no lines");
        };
    }

    private boolean beginBody(String text) {
        String[] lines = text.strip().split("\r\n", -1);
        startLine = lines[0];
        headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.merge(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip(),
                        (first, second) -> first + ", " + second);
            }
        }
        body.reset();
        head.reset();
        chunked = headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
        if (chunked) {
            return next(State.CHUNK_SIZE);
        }
        left = hasBody() ? length(headers.getOrDefault("content-length", "0"), 10) : 0;
        state = State.BODY;
        return left > 0 || messageEnded();
    }

    private boolean hasBody() {
        return readsRequests || !(startLine.contains(" 101") || startLine.contains(" 204"));
    }

    private boolean beginChunk(String size) {
        left = length(size.split(";", 2)[0].strip(), 16);
        if (left == 0) {
            return next(State.TRAILER);
        }
        head.reset();
        state = State.BODY;
        return true;
    }

    /** The bytes of a body or of a chunk have been read. */
    private boolean ended() {
        return chunked ? next(State.CHUNK_END) : messageEnded();
    }

    private boolean messageEnded() {
        next(State.HEAD);
        return listener.message(startLine, headers, body.toByteArray());
    }

    private boolean next(State next) {
        head.reset();
        lastFourBytes = 0;
        state = next;
        return true;
    }

    /** A length that cannot be read counts as zero: what follows then shows up as a strange message. */
    private static long length(String digits, int radix) {
        try {
            return Math.max(0, Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
