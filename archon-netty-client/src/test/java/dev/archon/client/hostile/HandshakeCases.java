package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.handshake;
import static dev.archon.client.hostile.Step.accept;
import static dev.archon.client.hostile.Step.answer;
import static dev.archon.client.hostile.Step.drip;
import static dev.archon.client.hostile.Step.end;
import static dev.archon.client.hostile.Step.endless;
import static dev.archon.client.hostile.Step.head;
import static dev.archon.client.hostile.Step.hex;
import static dev.archon.client.hostile.Step.raw;
import static dev.archon.client.hostile.Step.reset;
import static dev.archon.client.hostile.Step.silence;
import static dev.archon.client.hostile.Step.text;
import static dev.archon.protocol.session.Cause.Kind.LOST;
import static dev.archon.protocol.session.Cause.Kind.OPEN_FAILED;
import static dev.archon.protocol.session.Cause.Kind.OPEN_TIMED_OUT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The WebSocket's handshake (RFC 6455, section 4.1; RFC 7692, section 7.1). */
final class HandshakeCases {

    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";
    private static final String ACCEPT = "Sec-WebSocket-Accept: {accept}";

    private HandshakeCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(refusals());
        all.addAll(switching());
        all.addAll(extensions());
        all.addAll(noHandshake());
        return all;
    }

    private static List<HostileCase> refusals() {
        List<HostileCase> all = new ArrayList<>(List.of(
                handshake("503 with a body of 100 KB", answer("503 Busy", "x".repeat(100_000)))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 whose body never comes", head("503 Busy", "Content-Length: 9999"), silence())
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 whose body drips", head("503 Busy", "Content-Length: 9999"), drip("x"))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 with a body without an end", head("503 Busy"), endless("x"))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake(
                                "503 with chunks without an end",
                                head("503 Busy", "Transfer-Encoding: chunked"),
                                endless("1\r\nx\r\n"))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake(
                                "503 with chunks that are none",
                                head("503 Busy", "Transfer-Encoding: chunked"),
                                raw("zz\r\n"),
                                silence())
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 whose body is reset", head("503 Busy", "Content-Length: 9999"), reset())
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 that quotes the token", answer("503 {lastJwt}", "{apiToken} {lastJwt}", "X: {lastJwt}"))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 with control characters", head("503 \u001b[31m\u009b", "Content-Length: 0"))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("103 before a 503", head("103 Hints"), answer("503 Busy", ""))
                        .fails(OPEN_FAILED, 503, "status 503"),
                handshake("503 that asks for two minutes", answer("503 Busy", "", "Retry-After: 120"))
                        .waits(OPEN_FAILED, 503, Duration.ofMinutes(2)),
                handshake(
                                "429 that asks for two minutes, with a body without an end",
                                head("429 Busy", "Retry-After: 120"),
                                endless("x"))
                        .waits(OPEN_FAILED, 429, Duration.ofMinutes(2)),
                handshake("503 with a date of asctime", answer("503 Busy", "", "Retry-After: Fri Nov  6 08:49:37 2099"))
                        .waits(OPEN_FAILED, 503, Duration.ofMinutes(9)),
                handshake("503 with forty digits", answer("503 Busy", "", "Retry-After: " + "9".repeat(40)))
                        .waits(OPEN_FAILED, 503, Duration.ofMinutes(9)),
                handshake("204", head("204 No Content")).fails(OPEN_FAILED, 204, "status 204"),
                handshake("999", answer("999 What", "")).fails(OPEN_FAILED, ""),
                handshake("a status without a reason", answer("503", "")).fails(OPEN_FAILED, 503, "status 503")));
        for (int status : new int[] {200, 301, 302, 307, 400, 401, 403, 404, 405, 407, 410, 426, 500, 502, 504}) {
            all.add(handshake(status + "", answer(status + " No", "{}", "Location: {url}"))
                    .fails(OPEN_FAILED, status, "status " + status));
        }
        return all;
    }

    private static List<HostileCase> switching() {
        return List.of(
                handshake("103 before the 101", head("103 Early Hints", "CurrentConnection: </a>"), accept())
                        .staysAlive(),
                handshake("100 and 102 before the 101", head("100 Continue"), head("102 Wait"), accept())
                        .staysAlive(),
                handshake("100 without an end", endless("HTTP/1.1 100 Continue\r\n\r\n"))
                        .limited()
                        .failsFor(OPEN_FAILED, OPEN_TIMED_OUT),
                handshake(
                                "other letters and order",
                                head(
                                        "101 x",
                                        "sec-websocket-accept: {accept}",
                                        "connection: keep-alive, upgrade",
                                        "UPGRADE: WebSocket"))
                        .staysAlive(),
                handshake(
                                "a 101 without a reason",
                                raw("HTTP/1.1 101\r\n" + lines(UPGRADE, CONNECTION, ACCEPT) + "\r\n"))
                        .staysAlive(),
                handshake("a 101 with cookies", accept("Set-Cookie: a=b", "Server: x"))
                        .staysAlive(),
                handshake("a 101 with a length", accept("Content-Length: 5")).staysAlive(),
                handshake("a 101 with chunks", accept("Transfer-Encoding: chunked"))
                        .staysAlive(),
                handshake("a 101 with headers of 6,000 characters", accept("X: " + "x".repeat(6_000)))
                        .staysAlive(),
                handshake("a 101 without Sec-WebSocket-Accept", head("101 x", UPGRADE, CONNECTION))
                        .fails(OPEN_FAILED, ""),
                handshake(
                                "a 101 with an empty Sec-WebSocket-Accept",
                                head("101 x", UPGRADE, CONNECTION, "Sec-WebSocket-Accept:"))
                        .fails(OPEN_FAILED, ""),
                handshake(
                                "a 101 with another Sec-WebSocket-Accept",
                                head(
                                        "101 x",
                                        UPGRADE,
                                        CONNECTION,
                                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 with our own key", peer -> {
                            head("101 x", UPGRADE, CONNECTION, "Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ==")
                                    .play(peer);
                        })
                        .fails(OPEN_FAILED, ""),
                handshake(
                                "a 101 with two that differ",
                                head("101 x", UPGRADE, CONNECTION, "Sec-WebSocket-Accept: x", ACCEPT))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 without Upgrade", head("101 x", CONNECTION, ACCEPT))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 to another protocol", head("101 x", "Upgrade: h2c", CONNECTION, ACCEPT))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 without Connection", head("101 x", UPGRADE, ACCEPT))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 that closes", head("101 x", UPGRADE, "Connection: close", ACCEPT))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 with nothing", head("101 x")).fails(OPEN_FAILED, ""),
                handshake(
                                "a 101 that quotes the token",
                                head(
                                        "101 {lastJwt}",
                                        "Upgrade: {apiToken}",
                                        "Connection: {lastJwt}",
                                        "Sec-WebSocket-Accept: {lastJwt}"))
                        .fails(OPEN_FAILED, ""),
                handshake("a 101 with a subprotocol", accept("Sec-WebSocket-Protocol: chat"))
                        .fails(OPEN_FAILED, "protocol"),
                handshake("a 101 and an end", accept(), end()).failsFor(OPEN_FAILED, LOST));
    }

    private static String lines(String... headers) {
        return String.join("\r\n", headers) + "\r\n";
    }

    private static List<HostileCase> extensions() {
        List<HostileCase> all = new ArrayList<>();
        for (String extension :
                List.of("permessage-deflate", "x-webkit-deflate-frame", "mux", "permessage-bzip2", "a, b", ";;;")) {
            all.add(handshake(
                            "the extension '" + extension + "' unasked",
                            accept("Sec-WebSocket-Extensions: " + extension))
                    .fails(OPEN_FAILED, "extension"));
        }
        for (String parameters : List.of(
                "server_max_window_bits=7",
                "server_max_window_bits=16",
                "server_max_window_bits=abc",
                "client_max_window_bits=20",
                "unknown=1",
                "server_no_context_takeover=1",
                "server_no_context_takeover; server_no_context_takeover")) {
            all.add(handshake(
                            "compression with " + parameters,
                            accept("Sec-WebSocket-Extensions: permessage-deflate; " + parameters))
                    .client(builder -> builder.compression(true))
                    .fails(OPEN_FAILED, ""));
        }
        all.add(handshake(
                        "compression twice", accept("Sec-WebSocket-Extensions: permessage-deflate, permessage-deflate"))
                .client(builder -> builder.compression(true))
                .fails(OPEN_FAILED, ""));
        all.add(handshake("compression and another", accept("Sec-WebSocket-Extensions: permessage-deflate, mux"))
                .client(builder -> builder.compression(true))
                .fails(OPEN_FAILED, ""));
        all.add(handshake(
                        "compression as it may be",
                        accept("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover"))
                .client(builder -> builder.compression(true))
                .staysAlive());
        all.add(handshake("no compression although it was offered", accept())
                .client(builder -> builder.compression(true))
                .staysAlive());
        return all;
    }

    private static List<HostileCase> noHandshake() {
        return List.of(
                handshake("an end", end()).fails(OPEN_FAILED, "ended the connection before"),
                handshake("a reset", reset()).fails(OPEN_FAILED, ""),
                handshake("silence", silence()).limited().failsFor(OPEN_TIMED_OUT, OPEN_FAILED),
                handshake("a head that drips", raw("HTTP/1.1 101 x\r\n"), drip("X: y\r\n"))
                        .limited()
                        .failsFor(OPEN_TIMED_OUT, OPEN_FAILED),
                handshake("a status line that drips", drip("H")).limited().failsFor(OPEN_TIMED_OUT, OPEN_FAILED),
                handshake("a head that is cut off", raw("HTTP/1.1 101 Switching Proto"), end())
                        .fails(OPEN_FAILED, ""),
                handshake("a status line without an end", raw("HTTP/1.1 101 "), endless("x"))
                        .fails(OPEN_FAILED, ""),
                handshake("a header without an end", raw("HTTP/1.1 101 x\r\nX: "), endless("x"))
                        .fails(OPEN_FAILED, ""),
                handshake("headers without an end", raw("HTTP/1.1 101 x\r\n"), endless("X: y\r\n"))
                        .fails(OPEN_FAILED, ""),
                handshake("line ends without an end", endless("\r\n")).limited().failsFor(OPEN_FAILED, OPEN_TIMED_OUT),
                handshake("SSH", raw("SSH-2.0-OpenSSH_9.6\r\n"), end()).fails(OPEN_FAILED, "no HTTP"),
                handshake("SSH that stays", raw("SSH-2.0-OpenSSH_9.6\r\n\r\n"), silence())
                        .fails(OPEN_FAILED, "no HTTP"),
                handshake("HTML without a head", raw("<html><body>Hello</body></html>\r\n\r\n"), end())
                        .fails(OPEN_FAILED, "no HTTP"),
                handshake("a status that is no number", raw("HTTP/1.1 abc x\r\n\r\n"), end())
                        .fails(OPEN_FAILED, "no HTTP"),
                handshake("a line that quotes the token", raw("ERR Bearer {apiToken} {lastJwt}\r\n\r\n"), end())
                        .fails(OPEN_FAILED, "no HTTP"),
                handshake("a line of 300 KB", raw("E".repeat(300_000)), end()).fails(OPEN_FAILED, ""),
                handshake("NUL bytes", raw("\0".repeat(100)), end()).fails(OPEN_FAILED, ""),
                handshake("frames without a handshake", text("{\"event\":\"auth-ok\"}"), end())
                        .fails(OPEN_FAILED, ""),
                handshake("a TLS alert", hex("15 03 03 00 02 02 28"), end()).fails(OPEN_FAILED, ""),
                handshake("an end over TLS", end()).overTls().fails(OPEN_FAILED, "ended the connection before"),
                handshake("a 503 over TLS", answer("503 Busy", "")).overTls().fails(OPEN_FAILED, 503, "status 503"),
                handshake("silence over TLS", silence()).overTls().limited().failsFor(OPEN_TIMED_OUT, OPEN_FAILED));
    }
}
