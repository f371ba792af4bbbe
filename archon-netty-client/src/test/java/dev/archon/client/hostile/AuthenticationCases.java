package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.authentication;
import static dev.archon.client.hostile.HostileCase.connected;
import static dev.archon.client.hostile.HostileCase.handshake;
import static dev.archon.client.hostile.Step.PING;
import static dev.archon.client.hostile.Step.accept;
import static dev.archon.client.hostile.Step.answer;
import static dev.archon.client.hostile.Step.bytes;
import static dev.archon.client.hostile.Step.close;
import static dev.archon.client.hostile.Step.drip;
import static dev.archon.client.hostile.Step.end;
import static dev.archon.client.hostile.Step.endless;
import static dev.archon.client.hostile.Step.frame;
import static dev.archon.client.hostile.Step.pause;
import static dev.archon.client.hostile.Step.raw;
import static dev.archon.client.hostile.Step.read;
import static dev.archon.client.hostile.Step.reset;
import static dev.archon.client.hostile.Step.silence;
import static dev.archon.client.hostile.Step.text;
import static dev.archon.client.hostile.Step.times;
import static dev.archon.protocol.session.Cause.Kind.AUTH_REFUSED;
import static dev.archon.protocol.session.Cause.Kind.AUTH_TIMED_OUT;
import static dev.archon.protocol.session.Cause.Kind.CLOSED;
import static dev.archon.protocol.session.Cause.Kind.LOST;

import dev.archon.protocol.event.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** The answer to {@code auth}, and the renewal of tokens. */
final class AuthenticationCases {

    private static final Step OK = text("{\"event\":\"auth-ok\"}");
    private static final Step INCORRECT = text("{\"event\":\"auth-incorrect\"}");
    private static final Step EXPIRING = text("{\"event\":\"auth-expiring\"}");

    private AuthenticationCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(first());
        all.addAll(renewals());
        return all;
    }

    private static List<HostileCase> first() {
        List<HostileCase> all = new ArrayList<>(List.of(
                authentication("auth-incorrect", INCORRECT).fails(AUTH_REFUSED, ""),
                authentication("auth-incorrect and silence", INCORRECT, silence())
                        .fails(AUTH_REFUSED, ""),
                authentication("auth-incorrect and an end", INCORRECT, end()).fails(AUTH_REFUSED, ""),
                authentication("auth-incorrect 1,000 times", times(1_000, INCORRECT))
                        .fails(AUTH_REFUSED, ""),
                authentication("auth-incorrect without an end", endless(times(500, INCORRECT)))
                        .fails(AUTH_REFUSED, ""),
                authentication(
                                "auth-incorrect that quotes the token",
                                text("{\"event\":\"auth-incorrect\",\"reason\":\"{lastJwt}\"}"))
                        .fails(AUTH_REFUSED, ""),
                authentication("auth-incorrect and auth-ok", INCORRECT, OK).fails(AUTH_REFUSED, ""),
                authentication(
                                "auth-ok of other fields",
                                text("{\"jwt\":\"{lastJwt}\",\"event\":\"auth-ok\",\"x\":{}}"))
                        .staysAlive(),
                authentication("auth-ok with an escaped name", text("{\"event\":\"auth\\u002dok\"}"))
                        .staysAlive(),
                authentication("auth-ok in fragments", frame(0x01, "{\"event\":\"au"), frame(0x80, "th-ok\"}"))
                        .staysAlive(),
                authentication("auth-ok twice", OK, OK).staysAlive(),
                authentication("auth-ok 10,000 times", times(10_000, OK)).staysAlive(),
                authentication(
                                "lines before auth-ok",
                                times(100, text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"early\"}")),
                                OK)
                        .staysAlive()
                        .delivers(
                                "the early lines",
                                event -> event instanceof LogEvent line
                                        && line.message().equals("early")),
                authentication("pings before auth-ok", times(100, frame(PING, "x")), OK)
                        .staysAlive(),
                authentication("nonsense before auth-ok", times(100, text("nonsense")), OK)
                        .staysAlive(),
                authentication("bytes that are no UTF-8 before auth-ok", bytes("\377"), OK)
                        .staysAlive(),
                authentication("auth-expiring before auth-ok", EXPIRING, OK, read(), OK)
                        .staysAlive(),
                authentication("a pause before auth-ok", pause(300), OK).staysAlive(),
                authentication("silence", silence()).limited().fails(AUTH_TIMED_OUT, ""),
                authentication(
                                "pings and no answer",
                                peer -> Step.endless(times(1, pause(50), frame(PING, "x")))
                                        .play(peer))
                        .limited()
                        .fails(AUTH_TIMED_OUT, ""),
                authentication(
                                "lines and no answer",
                                peer -> Step.endless(times(
                                                1,
                                                pause(50),
                                                text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"x\"}")))
                                        .play(peer))
                        .limited()
                        .fails(AUTH_TIMED_OUT, ""),
                authentication("an answer that drips", raw("\u0081\u0015"), drip("{"))
                        .limited()
                        .failsFor(AUTH_TIMED_OUT, LOST),
                authentication("auth-ok as binary", frame(0x82, "{\"event\":\"auth-ok\"}"), silence())
                        .limited()
                        .fails(AUTH_TIMED_OUT, ""),
                authentication("an end", end()).fails(LOST, ""),
                authentication("a reset", reset()).fails(LOST, ""),
                authentication("a close 1008", close(1008, "go away")).fails(CLOSED, 1008, "go away"),
                authentication("a close 4401 that quotes the token", close(4401, "bad {signature}"))
                        .fails(CLOSED, 4401, "bad"),
                handshake("auth-ok before auth", accept(), OK).staysAlive(),
                handshake("auth-incorrect before auth", accept(), INCORRECT).failsFor(AUTH_REFUSED),
                handshake("auth-expiring before auth", accept(), EXPIRING).staysAlive(),
                handshake(
                                "lines before auth",
                                accept(),
                                text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"early\"}"))
                        .staysAlive()));
        for (String json : List.of(
                "{}",
                "{\"event\":\"auth-OK\"}",
                "{\"event\":\"auth-ok",
                "{\"event\":[\"auth-ok\"]}",
                "[{\"event\":\"auth-ok\"}]",
                "{\"event\":\"auth_ok\"}",
                "{\"auth-ok\":true}")) {
            all.add(authentication("what is no answer: " + json, text(json), silence())
                    .limited()
                    .fails(AUTH_TIMED_OUT, ""));
        }
        return all;
    }

    /** A connection that works is given up only when the server ends it or its token has run out. */
    private static List<HostileCase> renewals() {
        return List.of(
                connected("auth-expiring", EXPIRING, read(), OK).staysAlive(),
                connected("auth-expiring 1,000 times", times(1_000, EXPIRING), read(), OK)
                        .staysAlive(),
                connected("auth-expiring over and over", times(5, EXPIRING, read(), OK))
                        .staysAlive(),
                connected("a renewal that is never answered", EXPIRING, read()).staysAlive(),
                connected("a renewal whose token call is 401", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("401 No", "{}"))
                        .staysAlive()
                        .warns(),
                connected("a renewal whose token call is 403", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("403 No", "{}"))
                        .staysAlive()
                        .warns(),
                connected("a renewal whose token call is 404", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("404 No", "{}"))
                        .staysAlive()
                        .warns(),
                connected("a renewal whose token call is 503", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("503 No", "{}"))
                        .staysAlive()
                        .warns(),
                connected("a renewal whose token call is no HTTP", EXPIRING, pause(200))
                        .whoseRenewalGets(raw("ERR {apiToken}\r\n\r\n"))
                        .staysAlive()
                        .warns(),
                connected("a renewal whose token call is silent", EXPIRING, pause(200))
                        .whoseRenewalGets(silence())
                        .staysAlive(),
                connected("a renewal whose token call ends", EXPIRING, pause(200))
                        .whoseRenewalGets(end())
                        .staysAlive(),
                connected("a renewal whose token call quotes the token", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("500 No", "{\"description\":\"{apiToken} {lastJwt}\"}"))
                        .staysAlive(),
                connected("a renewal whose token call quotes the payload", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("500 No", "{\"description\":\"see {payload}\"}"))
                        .staysAlive(),
                connected("a renewal whose token call quotes the signature", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("500 No", "{\"description\":\"see {signature}\"}"))
                        .staysAlive(),
                connected("a renewal to another address", EXPIRING, read(), OK)
                        .whoseRenewalGets(answer("200 OK", "{\"url\":\"ws://elsewhere.invalid/\",\"token\":\"{jwt}\"}"))
                        .staysAlive(),
                connected("a renewal with the same token", EXPIRING, pause(200))
                        .whoseRenewalGets(answer("200 OK", "{\"url\":\"{url}\",\"token\":\"{lastJwt}\"}"))
                        .staysAlive(),
                connected("auth-incorrect unasked", INCORRECT).failsFor(AUTH_REFUSED),
                connected("a renewal that is refused", EXPIRING, read(), INCORRECT)
                        .failsFor(AUTH_REFUSED),
                connected("a token of one second", pause(1_500))
                        .tokensLiveFor(1)
                        .staysAlive(),
                connected("a token that has run out long ago")
                        .tokensLiveFor(-3_600)
                        .staysAlive(),
                connected("a token that lives for 200 years")
                        .tokensLiveFor(6_307_200_000L)
                        .staysAlive(),
                connected("a token whose end is no time")
                        .tokensLiveFor(Long.MAX_VALUE / 2)
                        .staysAlive(),
                connected("a token whose beginning was before all time")
                        .tokensLiveFor(Long.MIN_VALUE / 2)
                        .staysAlive());
    }
}
