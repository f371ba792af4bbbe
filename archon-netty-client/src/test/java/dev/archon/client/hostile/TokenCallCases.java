package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.tokenCall;
import static dev.archon.client.hostile.Step.answer;
import static dev.archon.client.hostile.Step.drip;
import static dev.archon.client.hostile.Step.end;
import static dev.archon.client.hostile.Step.endless;
import static dev.archon.client.hostile.Step.head;
import static dev.archon.client.hostile.Step.raw;
import static dev.archon.client.hostile.Step.reset;
import static dev.archon.client.hostile.Step.silence;
import static dev.archon.protocol.session.Cause.Kind.TOKEN_FAILED;
import static dev.archon.protocol.session.Cause.Kind.TOKEN_REFUSED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The token call as HTTP (RFC 9110, RFC 9112): statuses, waits, heads and bodies. */
final class TokenCallCases {

    private static final String GOOD = "{\"url\":\"{url}\",\"token\":\"{jwt}\"}";
    private static final String TOO_LONG = "answered with more than 1 MiB";
    private static final Duration CAPPED = Duration.ofMinutes(9);

    private TokenCallCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(statuses());
        all.addAll(waits());
        all.addAll(interim());
        all.addAll(bodies());
        all.addAll(heads());
        return all;
    }

    private static List<HostileCase> statuses() {
        List<HostileCase> all = new ArrayList<>(List.of(
                tokenCall("401", answer("401 Unauthorized", "{}"))
                        .fails(TOKEN_REFUSED, 401, "check the API token")
                        .once(),
                tokenCall("403", answer("403 Forbidden", "{}"))
                        .fails(TOKEN_REFUSED, 403, "may use this server")
                        .once(),
                tokenCall("404", answer("404 Not Found", "{}"))
                        .fails(TOKEN_REFUSED, 404, "check the server id")
                        .once(),
                tokenCall("401 whose body never comes", head("401 No", "Content-Length: 9999"), silence())
                        .fails(TOKEN_REFUSED, 401, "check the API token")
                        .once(),
                tokenCall("403 whose chunks never come", head("403 No", "Transfer-Encoding: chunked"), silence())
                        .fails(TOKEN_REFUSED, 403, "may use this server")
                        .once(),
                tokenCall("404 whose body drips", head("404 No", "Content-Length: 9999"), drip("x"))
                        .fails(TOKEN_REFUSED, 404, "check the server id")
                        .once(),
                tokenCall("403 with a body without an end", head("403 No"), endless("x"))
                        .fails(TOKEN_REFUSED, 403, "may use this server")
                        .once(),
                tokenCall("403 whose body is cut off", head("403 No", "Content-Length: 9999"), raw("{\"descr"), reset())
                        .fails(TOKEN_REFUSED, 403, "may use this server")
                        .once(),
                tokenCall("403 with words", answer("403 No", "{\"description\":\"not yours\"}"))
                        .fails(TOKEN_REFUSED, 403, "not yours")
                        .once(),
                tokenCall("401 that asks for a login", answer("401 No", "{}", "WWW-Authenticate: Basic realm=\"x\""))
                        .fails(TOKEN_REFUSED, 401, "check the API token")
                        .once(),
                tokenCall(
                                "407 although there is no proxy",
                                answer("407 No", "{}", "Proxy-Authenticate: Basic realm=\"x\""))
                        .fails(TOKEN_FAILED, 407, "status 407"),
                tokenCall("999", answer("999 What", "{}")).fails(TOKEN_FAILED, "status 999, which HTTP does not have"),
                tokenCall("a status of one digit", answer("007 Bond", "{}"))
                        .fails(TOKEN_FAILED, "which HTTP does not have"),
                tokenCall("a status without a reason", answer("503", "{}")).fails(TOKEN_FAILED, 503, "status 503"),
                tokenCall("201 with credentials", answer("201 Created", GOOD)).staysAlive(),
                tokenCall("204", head("204 No Content")).fails(TOKEN_FAILED, "none that Archon gives"),
                tokenCall("205", head("205 Reset Content", "Content-Length: 0"))
                        .fails(TOKEN_FAILED, "none that Archon gives"),
                tokenCall("101", head("101 Switching Protocols", "Upgrade: h2c", "Connection: Upgrade"))
                        .fails(TOKEN_FAILED, "switched to another protocol")));
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            all.add(tokenCall(status + " to another address", answer(status + " Moved", "{}", "Location: {url}"))
                    .fails(TOKEN_FAILED, status, "redirects are not followed"));
        }
        for (int status :
                new int[] {400, 402, 405, 408, 409, 410, 418, 421, 425, 431, 451, 500, 502, 504, 507, 511, 599}) {
            all.add(tokenCall(status + "", answer(status + " Error", "{}"))
                    .fails(TOKEN_FAILED, status, "status " + status));
        }
        return all;
    }

    private static List<HostileCase> waits() {
        Duration twoMinutes = Duration.ofMinutes(2);
        return List.of(
                wait("503 that asks for two minutes", 503, "120", twoMinutes),
                wait("429 that asks for two minutes", 429, "120", twoMinutes).pausesTokenCalls(),
                wait("a date as RFC 1123 has it", 503, "Fri, 06 Nov 2099 08:49:37 GMT", CAPPED),
                wait("a date as RFC 850 has it", 503, "Sunday, 06-Nov-44 08:49:37 GMT", CAPPED),
                wait("a date as asctime has it", 503, "Fri Nov  6 08:49:37 2099", CAPPED),
                wait("a number of ten digits", 503, "9999999999", CAPPED),
                wait("a number of forty digits", 503, "9".repeat(40), CAPPED),
                noWait("a negative number", "-5"),
                noWait("a fraction", "1.5"),
                noWait("words", "soon, my friend"),
                noWait("nothing", ""),
                noWait("a date that is over", "Sun, 06 Nov 1994 08:49:37 GMT"),
                noWait("a token", "{apiToken}"),
                noWait("8,000 characters", "x".repeat(8_000)));
    }

    private static HostileCase wait(String name, int status, String value, Duration atLeast) {
        return tokenCall("Retry-After: " + name, answer(status + " Busy", "{}", "Retry-After: " + value))
                .waits(TOKEN_FAILED, status, atLeast);
    }

    private static HostileCase noWait(String name, String value) {
        return tokenCall("Retry-After that is none: " + name, answer("503 Busy", "{}", "Retry-After: " + value))
                .fails(TOKEN_FAILED, 503, "status 503");
    }

    private static List<HostileCase> interim() {
        return List.of(
                tokenCall("100 first", head("100 Continue"), answer("200 OK", GOOD))
                        .staysAlive(),
                tokenCall(
                                "102 and 103 first",
                                head("102 Wait"),
                                head("103 Hints", "CurrentConnection: </a>"),
                                answer("200 OK", GOOD))
                        .staysAlive(),
                tokenCall("100 and no more", head("100 Continue"), end()).fails(TOKEN_FAILED, "ended the connection"),
                tokenCall("100 and silence", head("100 Continue"), silence())
                        .limited()
                        .fails(TOKEN_FAILED, "(requestTimeout)"),
                tokenCall("100 without an end", endless("HTTP/1.1 100 Continue\r\n\r\n"))
                        .limited()
                        .fails(TOKEN_FAILED, ""),
                tokenCall("100 before a 403", head("100 Continue"), answer("403 No", "{}"))
                        .fails(TOKEN_REFUSED, 403, "may use this server")
                        .once());
    }

    private static List<HostileCase> bodies() {
        return List.of(
                tokenCall(
                                "a body in chunks",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                chunked(GOOD, ""),
                                raw("0\r\n\r\n"))
                        .staysAlive(),
                tokenCall(
                                "chunks with extensions",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                chunked(GOOD, ";a=b"),
                                raw("0\r\n\r\n"))
                        .staysAlive(),
                tokenCall(
                                "chunks with a trailer",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                chunked(GOOD, ""),
                                raw("0\r\nX-T: 1\r\n\r\n"))
                        .staysAlive(),
                tokenCall("a body up to the end of the connection", raw("HTTP/1.0 200 OK\r\n\r\n" + GOOD), end())
                        .staysAlive(),
                tokenCall("a body that is cut off", head("200 OK", "Content-Length: 500"), raw("{\"url\""), end())
                        .fails(TOKEN_FAILED, "in the middle of its answer"),
                tokenCall("a body that is reset", head("200 OK", "Content-Length: 500"), raw("{\"url\""), reset())
                        .fails(TOKEN_FAILED, ""),
                tokenCall(
                                "chunks that are cut off",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                raw("20\r\n{\"url\""),
                                end())
                        .fails(TOKEN_FAILED, "in the middle of its answer"),
                tokenCall(
                                "a chunk size that is none",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                raw("zz\r\n{}\r\n0\r\n\r\n"))
                        .fails(TOKEN_FAILED, "no HTTP"),
                tokenCall(
                                "a negative chunk size",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                raw("-2\r\n{}\r\n0\r\n\r\n"))
                        .fails(TOKEN_FAILED, "no HTTP"),
                tokenCall(
                                "a chunk size of 64 bits",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                raw("ffffffffffffffff\r\n"),
                                endless(" "))
                        .fails(TOKEN_FAILED, ""),
                tokenCall(
                                "a chunk extension without an end",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                raw("5;"),
                                endless("x"))
                        .fails(TOKEN_FAILED, ""),
                tokenCall(
                                "trailers without an end",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                raw("2\r\n{}\r\n0\r\n"),
                                endless("X: y\r\n"))
                        .fails(TOKEN_FAILED, ""),
                tokenCall(
                                "chunks without an end",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                endless("400\r\n" + " ".repeat(1024) + "\r\n"))
                        .fails(TOKEN_FAILED, TOO_LONG),
                tokenCall(
                                "chunks of one byte without an end",
                                head("200 OK", "Transfer-Encoding: chunked"),
                                endless("1\r\n \r\n"))
                        .limited()
                        .fails(TOKEN_FAILED, ""),
                tokenCall("a body without an end", head("200 OK"), endless(" ")).fails(TOKEN_FAILED, TOO_LONG),
                tokenCall("a body of a terabyte", head("200 OK", "Content-Length: 1000000000000"), endless(" "))
                        .fails(TOKEN_FAILED, TOO_LONG),
                tokenCall("a body that drips", head("200 OK", "Content-Length: 9999"), drip(" "))
                        .limited()
                        .fails(TOKEN_FAILED, "(requestTimeout)"),
                tokenCall("a body that never comes", head("200 OK", "Content-Length: 9999"), silence())
                        .limited()
                        .fails(TOKEN_FAILED, "(requestTimeout)"),
                tokenCall(
                                "a body that is compressed unasked",
                                answer("200 OK", "\u001f\b\0\0", "Content-Encoding: gzip"))
                        .fails(TOKEN_FAILED, "none that Archon gives"),
                tokenCall("more than the length says", peer -> {
                            answer("200 OK", GOOD).play(peer);
                            raw("HTTP/1.1 403 No\r\n\r\n").play(peer);
                        })
                        .staysAlive());
    }

    private static Step chunked(String body, String extension) {
        return peer -> {
            String filled = peer.server().filled(body, peer);
            int half = filled.length() / 2;
            for (String part : List.of(filled.substring(0, half), filled.substring(half))) {
                peer.send(Integer.toHexString(part.length()) + extension + "\r\n" + part + "\r\n");
            }
        };
    }

    private static List<HostileCase> heads() {
        List<HostileCase> all = new ArrayList<>(List.of(
                tokenCall("a status line without an end", raw("HTTP/1.1 200 "), endless("x"))
                        .fails(TOKEN_FAILED, ""),
                tokenCall("a header without an end", raw("HTTP/1.1 200 OK\r\nX: "), endless("x"))
                        .fails(TOKEN_FAILED, ""),
                tokenCall("headers without an end", raw("HTTP/1.1 200 OK\r\n"), endless("X-A: b\r\n"))
                        .fails(TOKEN_FAILED, ""),
                tokenCall("a status line that drips", drip("H")).limited().fails(TOKEN_FAILED, ""),
                tokenCall("headers that drip", raw("HTTP/1.1 200 OK\r\n"), drip("X: y\r\n"))
                        .limited()
                        .fails(TOKEN_FAILED, "(requestTimeout)"),
                tokenCall("a head that stops", raw("HTTP/1.1 200 OK\r\nX: "), silence())
                        .limited()
                        .fails(TOKEN_FAILED, "(requestTimeout)"),
                tokenCall("a head that is cut off", raw("HTTP/1.1 200 OK\r\nX: "), end())
                        .fails(TOKEN_FAILED, ""),
                tokenCall("headers of 20,000 characters", answer("200 OK", GOOD, "X: " + "x".repeat(20_000)))
                        .staysAlive(),
                tokenCall("a name with NUL", raw("HTTP/1.1 200 OK\r\nX\0: y\r\nContent-Length: 2\r\n\r\n{}"), end())
                        .fails(TOKEN_FAILED, "")));
        for (String length : List.of("-1", "abc", "0x10", "5, 6", "99999999999999999999999")) {
            all.add(tokenCall(
                            "Content-Length: " + length,
                            raw("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n{}"),
                            end())
                    .fails(TOKEN_FAILED, ""));
        }
        all.add(tokenCall(
                        "two lengths that differ",
                        raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}       "),
                        end())
                .fails(TOKEN_FAILED, ""));
        return all;
    }
}
