package dev.archon.simulator.conformance;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.codec.RestCodec;
import dev.archon.simulator.conformance.Seen.Message.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What both sides say on one connection, read from its bytes: HTTP first, and WebSocket frames after an upgrade. Belongs to one
 * thread at a time.
 */
public final class Conversation {

    private final int connection;
    private final CaseSecrets secrets;
    private final Consumer<Seen> seen;
    private final HttpParser requests = new HttpParser(true, this::request);
    private final HttpParser responses = new HttpParser(false, this::response);
    private final FrameParser fromClient = new FrameParser((header, payload) -> frame(Peer.CLIENT, header, payload));
    private final FrameParser fromServer = new FrameParser((header, payload) -> frame(Peer.SERVER, header, payload));
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int messageOpcode;
    private boolean upgraded;
    private Duration now = Duration.ZERO;

    /**
     * Makes a conversation that has not begun.
     *
     * @param connection the number of the connection
     * @param secrets the secrets of the case
     * @param seen is told what is said
     */
    public Conversation(int connection, CaseSecrets secrets, Consumer<Seen> seen) {
        this.connection = connection;
        this.secrets = secrets;
        this.seen = seen;
    }

    /**
     * Reads bytes of one side.
     *
     * @param by who has sent them
     * @param at when they came
     * @param bytes holds them
     * @param length how many they are, from the beginning of the array
     */
    public void read(Peer by, Duration at, byte[] bytes, int length) {
        now = at;
        int from = 0;
        if (!upgraded) {
            from = (by == Peer.CLIENT ? requests : responses).read(bytes, 0, length);
        }
        if (upgraded) {
            (by == Peer.CLIENT ? fromClient : fromServer).read(bytes, from, length);
        }
    }

    private boolean request(String startLine, Map<String, String> headers, byte[] body) {
        String[] parts = startLine.split(" ", -1);
        Map<String, String> safe = new LinkedHashMap<>();
        headers.forEach((name, value) -> safe.put(name, secrets.redact(value)));
        seen.accept(new Seen.Request(
                now,
                connection,
                parts[0],
                parts.length > 1 ? secrets.redact(parts[1]) : "",
                parts.length > 2 ? parts[2] : "",
                safe));
        return true;
    }

    private boolean response(String startLine, Map<String, String> headers, byte[] body) {
        String[] parts = startLine.split(" ", -1);
        int status = parts.length > 1 && parts[1].matches("\\d{3}") ? Integer.parseInt(parts[1]) : 0;
        upgraded = status == 101;
        seen.accept(new Seen.Response(now, connection, status, status == 200 ? issued(body) : 0));
        return !upgraded;
    }

    /** The number of the token that a body carries. */
    private int issued(byte[] body) {
        try {
            return secrets.issue(RestCodec.decodeCredentials(body).token().value());
        } catch (ProtocolException e) {
            // The answer to another call.
            return 0;
        }
    }

    private void frame(Peer by, FrameHeader header, byte[] payload) {
        String content = header.opcode() == FrameHeader.TEXT
                ? secrets.redact(new String(payload, StandardCharsets.UTF_8))
                : HexFormat.of().formatHex(payload);
        seen.accept(new Seen.Frame(now, connection, by, header, content));
        if (by == Peer.CLIENT && !header.isControl()) {
            collect(header, payload);
        }
    }

    private void collect(FrameHeader header, byte[] payload) {
        if (header.opcode() != FrameHeader.CONTINUATION) {
            message.reset();
            messageOpcode = header.opcode();
        }
        message.writeBytes(payload);
        if (header.fin()) {
            seen.accept(message(message.toByteArray()));
        }
    }

    private Seen.Message message(byte[] bytes) {
        if (messageOpcode != FrameHeader.TEXT) {
            return new Seen.Message(now, connection, Kind.UNREADABLE, 0, "it is no text message");
        }
        try {
            ClientMessage decoded = ClientMessageCodec.decode(bytes);
            if (decoded instanceof ClientMessage.Authenticate auth) {
                return new Seen.Message(
                        now, connection, Kind.AUTH, secrets.number(auth.jwt().value()), "");
            }
            if (decoded instanceof ClientMessage.Command command) {
                return new Seen.Message(now, connection, Kind.COMMAND, 0, secrets.redact(command.cmd()));
            }
            throw new IllegalStateException("a message of an unknown kind: " + decoded.getClass());
        } catch (ProtocolException e) {
            return new Seen.Message(
                    now, connection, Kind.UNREADABLE, 0, secrets.redact(String.valueOf(e.getMessage())));
        }
    }
}
