package dev.archon.simulator.conformance;

import dev.archon.simulator.conformance.Seen.Message.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes journals by hand: what a client would have done, at which second. Entries may be added in any order of time. */
final class Tape {

    private final List<Seen> seen = new ArrayList<>();
    private int masks;

    static Tape tape() {
        return new Tape();
    }

    /** A token call whose answer carries a token. */
    Tape call(double at, int token) {
        return request(at, 90, Map.of("authorization", "Bearer [API token]"), "GET", "/modrinth/v0/servers/demo/ws")
                .add(new Seen.Response(time(at), 90, 200, token));
    }

    Tape refusedCall(double at, int status) {
        return request(at, 90, Map.of("authorization", "Bearer [API token]"), "GET", "/modrinth/v0/servers/demo/ws")
                .add(new Seen.Response(time(at), 90, status, 0));
    }

    Tape upgrade(double at, int connection) {
        return upgrade(at, connection, headers(connection)).add(new Seen.Response(time(at), connection, 101, 0));
    }

    Tape refusedUpgrade(double at, int connection) {
        return upgrade(at, connection, headers(connection)).add(new Seen.Response(time(at), connection, 503, 0));
    }

    Tape upgrade(double at, int connection, Map<String, String> headers) {
        return request(at, connection, headers, "GET", "/modrinth/v0/ws/demo");
    }

    Tape request(double at, int connection, Map<String, String> headers, String method, String target) {
        return add(new Seen.Request(time(at), connection, method, target, "HTTP/1.1", headers));
    }

    /** The headers of a good handshake. */
    static Map<String, String> headers(int connection) {
        String key = Base64.getEncoder()
                .encodeToString(("0123456789abcde" + (char) ('a' + connection)).getBytes(StandardCharsets.UTF_8));
        return new HashMap<>(Map.of(
                "host", "127.0.0.1:1",
                "upgrade", "websocket",
                "connection", "keep-alive, Upgrade",
                "sec-websocket-version", "13",
                "sec-websocket-key", key));
    }

    Tape auth(double at, int connection, int token) {
        return frame(at, connection, FrameHeader.TEXT, "")
                .add(new Seen.Message(time(at), connection, Kind.AUTH, token, ""));
    }

    Tape ok(double at, int connection) {
        return server(at, connection, FrameHeader.TEXT, "{\"event\":\"auth-ok\"}");
    }

    Tape incorrect(double at, int connection) {
        return server(at, connection, FrameHeader.TEXT, "{\"event\":\"auth-incorrect\"}");
    }

    /** A call, a handshake, auth and its answer, all at once. */
    Tape connect(double at, int connection, int token) {
        return call(at, token)
                .upgrade(at, connection)
                .auth(at, connection, token)
                .ok(at, connection);
    }

    Tape command(double at, int connection, String text) {
        return frame(at, connection, FrameHeader.TEXT, text)
                .add(new Seen.Message(time(at), connection, Kind.COMMAND, 0, text));
    }

    /** A good frame of the client's. */
    Tape frame(double at, int connection, int opcode, String content) {
        return frame(
                at,
                connection,
                new FrameHeader(true, 0, opcode, true, ++masks, content.length() / (opcode > 2 ? 2 : 1), true),
                content);
    }

    Tape frame(double at, int connection, FrameHeader header, String content) {
        return add(new Seen.Frame(time(at), connection, Peer.CLIENT, header, content));
    }

    Tape server(double at, int connection, int opcode, String content) {
        FrameHeader header = new FrameHeader(true, 0, opcode, false, 0, content.length() / (opcode > 2 ? 2 : 1), true);
        return add(new Seen.Frame(time(at), connection, Peer.SERVER, header, content));
    }

    Tape close(double at, int connection, Peer by, int code) {
        String content = HexFormat.of().toHexDigits((short) code);
        return by == Peer.CLIENT
                ? frame(at, connection, FrameHeader.CLOSE, content)
                : server(at, connection, FrameHeader.CLOSE, content);
    }

    Tape ended(double at, int connection, Peer by) {
        return add(new Seen.Ended(time(at), connection, by, "FIN"));
    }

    Tape done(double at, String label) {
        return add(new Seen.Done(time(at), label));
    }

    Tape printed(double at, String marker) {
        return add(new Seen.Printed(time(at), marker));
    }

    Tape exited(double at) {
        return add(new Seen.Exited(time(at), 1));
    }

    Tape add(Seen one) {
        seen.add(one);
        return this;
    }

    CaseJournal end(double at) {
        List<Seen> sorted = new ArrayList<>(seen);
        sorted.sort(Comparator.comparing(Seen::at));
        return new CaseJournal(sorted, time(at));
    }

    static Duration time(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
