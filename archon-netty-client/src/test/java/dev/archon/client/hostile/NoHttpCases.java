package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.onConnect;
import static dev.archon.client.hostile.HostileCase.tokenCall;
import static dev.archon.client.hostile.Step.end;
import static dev.archon.client.hostile.Step.endless;
import static dev.archon.client.hostile.Step.hex;
import static dev.archon.client.hostile.Step.raw;
import static dev.archon.client.hostile.Step.reset;
import static dev.archon.client.hostile.Step.silence;
import static dev.archon.protocol.session.Cause.Kind.TOKEN_FAILED;

import java.util.ArrayList;
import java.util.List;

/** What is no HTTP at all where the token call is made, and connections that end or stay silent, TLS included. */
final class NoHttpCases {

    private static final String NO_HTTP = "answered with what is no HTTP";

    private NoHttpCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(noHttp());
        all.addAll(connections());
        return all;
    }

    private static List<HostileCase> noHttp() {
        return List.of(
                tokenCall("SSH", raw("SSH-2.0-OpenSSH_9.6\r\n"), end()).fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("SMTP", raw("220 mail.example.com ESMTP\r\n"), end()).fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("SMTP that stays", raw("220 mail.example.com ESMTP\r\n"), silence())
                        .fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("a TLS alert", hex("15 03 01 00 02 02 46"), end()).fails(TOKEN_FAILED, ""),
                tokenCall("HTML without a head", raw("<html><body>Hello</body></html>"), end())
                        .fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("ERR", raw("ERR\r\n\r\n"), end()).fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("a status that is no number", raw("HTTP/1.1 abc OK\r\n\r\n"), end())
                        .fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("HTTP/2 frames", hex("00 00 12 04 00 00 00 00 00 00 03 00 00 00 64 00 04 00 40 00 00"), end())
                        .fails(TOKEN_FAILED, ""),
                tokenCall("NUL bytes", raw("\0".repeat(100)), end()).fails(TOKEN_FAILED, ""),
                tokenCall("NUL bytes without an end", endless("\0")).fails(TOKEN_FAILED, ""),
                tokenCall("line ends without an end", endless("\r\n")).fails(TOKEN_FAILED, ""),
                tokenCall("a status line that quotes the token", raw("ERR Bearer {apiToken}\r\n\r\n"), end())
                        .fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("a status line with control characters", raw("ERR \u001b[31m\u009b\u0007\r\n\r\n"), end())
                        .fails(TOKEN_FAILED, NO_HTTP),
                tokenCall("a line of 300 KB", raw("E".repeat(300_000) + "\r\n\r\n"), end())
                        .fails(TOKEN_FAILED, ""),
                tokenCall("a WebSocket frame", hex("81 05 68 65 6c 6c 6f"), end())
                        .fails(TOKEN_FAILED, ""));
    }

    private static List<HostileCase> connections() {
        return List.of(
                tokenCall("an end", end()).fails(TOKEN_FAILED, "ended the connection"),
                tokenCall("a reset", reset()).fails(TOKEN_FAILED, ""),
                tokenCall("silence", silence()).limited().fails(TOKEN_FAILED, "(requestTimeout)"),
                onConnect("reset at once", reset()).fails(TOKEN_FAILED, ""),
                onConnect("ended at once", end()).fails(TOKEN_FAILED, ""),
                onConnect("silence", silence()).limited().fails(TOKEN_FAILED, "(requestTimeout)"),
                onConnect("plain HTTP where TLS should be", raw("HTTP/1.1 400 Bad Request\r\n\r\n"), end())
                        .overTls()
                        .fails(TOKEN_FAILED, "does not speak TLS"),
                onConnect("SSH where TLS should be", raw("SSH-2.0-OpenSSH_9.6\r\n"), end())
                        .overTls()
                        .fails(TOKEN_FAILED, "does not speak TLS"),
                onConnect("an end within the TLS handshake", peer -> peer.finish())
                        .overTls()
                        .fails(TOKEN_FAILED, "during the TLS handshake"),
                onConnect("a reset within the TLS handshake", reset()).overTls().fails(TOKEN_FAILED, ""),
                onConnect("silence within the TLS handshake", silence())
                        .overTls()
                        .limited()
                        .fails(TOKEN_FAILED, "did not complete the TLS handshake within"),
                onConnect("a TLS alert handshake_failure", hex("15 03 03 00 02 02 28"), end())
                        .overTls()
                        .fails(TOKEN_FAILED, "handshake_failure"),
                onConnect("a TLS alert protocol_version", hex("15 03 03 00 02 02 46"), end())
                        .overTls()
                        .fails(TOKEN_FAILED, "protocol_version"),
                onConnect("a TLS record of garbage", hex("16 03 03 00 05 63 61 72 62 61"), end())
                        .overTls()
                        .fails(TOKEN_FAILED, ""),
                onConnect("a TLS record longer than any may be", hex("16 03 03 ff ff"), endless("x"))
                        .overTls()
                        .fails(TOKEN_FAILED, ""),
                onConnect("TLS records without an end", endless("\u0016\u0003\u0003\0\u0004\2\377\377\377"))
                        .overTls()
                        .fails(TOKEN_FAILED, ""));
    }
}
