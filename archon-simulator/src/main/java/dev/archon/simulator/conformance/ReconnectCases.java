package dev.archon.simulator.conformance;

import dev.archon.simulator.conformance.ConformanceCase.Stage;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a client comes back after it has lost its connection, and when it gives up. */
final class ReconnectCases {

    /** The document's largest number of attempts. */
    private static final int MAX_ATTEMPTS = 10;

    /** The document's longest delay is 30 s. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** No attempt for so long means that the client has given up. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private static final int LOOKED_AT = 5;
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final String DROP = "drops the connection";
    private static final String REFUSES = "refuses every handshake with 503";

    private ReconnectCases() {}

    static List<ConformanceCase> all() {
        return List.of(freshToken(), closeCodes(), delays(), givesUp(), halfOpen());
    }

    private static ConformanceCase freshToken() {
        return CaseBuilder.of("fresh-token", "A fresh token for each attempt")
                .server("Drops the connection once, and resets the next one.")
                .client("Connects again by itself, each time with the token of a new token call.")
                .source("document, Connection Flow, steps 1 to 4, and Auto-Reconnection")
                .connected()
                .perform(DROP, new Action.Drop())
                .need("a second auth", journal -> journal.auths().size() > 1, 15)
                .pause(0.3)
                .perform("resets the connection", new Action.Reset())
                .await("a third auth", journal -> journal.auths().size() > 2, 15)
                .pause(0.3)
                .judge(ReconnectCases::judgeFreshTokens);
    }

    private static Judgement judgeFreshTokens(CaseJournal journal) {
        Findings findings = new Findings();
        if (journal.when(DROP).isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        List<CaseJournal.Socket> sockets = journal.sockets();
        if (sockets.size() < 2) {
            return findings.fail("The client did not connect again after its connection was dropped.")
                    .judgement();
        }
        if (sockets.size() < 3 && journal.when("resets the connection").isPresent()) {
            findings.fail("The client did not connect again after its connection was reset.");
        }
        for (int i = 1; i < sockets.size(); i++) {
            List<Seen.Message> auths = sockets.get(i).journal().auths();
            Optional<Duration> lost = sockets.get(i - 1).over();
            if (auths.isEmpty() || lost.isEmpty()) {
                continue;
            }
            Optional<Duration> issued = journal.issuedAt(auths.get(0).token());
            findings.check(
                    issued.isPresent() && issued.get().compareTo(lost.get()) >= 0,
                    "Each new connection showed a token that was issued after the last one was lost.",
                    Verdict.FAIL,
                    "Connection " + (i + 1) + " showed a token that was issued before connection " + i + " was lost.");
        }
        return findings.judgement();
    }

    private static ConformanceCase closeCodes() {
        return CaseBuilder.of("close-codes", "Any code but 1000 means: connect again")
                .server("Closes connections with 1001, 1012 and 4123, which nobody has defined.")
                .client("Connects again after each of them.")
                .source("document, Auto-Reconnection: on unexpected disconnections; RFC 6455, section 7.4")
                .connected()
                .perform("closes with 1001", new Action.Close(1001, "going away"))
                .need("a second auth-ok", journal -> journal.accepted().size() > 1, 20)
                .perform("closes with 1012", new Action.Close(1012, "restart"))
                .need("a third auth-ok", journal -> journal.accepted().size() > 2, 20)
                .perform("closes with 4123", new Action.Close(4123, "unknown"))
                .await("a fourth auth-ok", journal -> journal.accepted().size() > 3, 20)
                .judge(journal -> {
                    Findings findings = new Findings();
                    int connected = journal.accepted().size();
                    if (connected == 0) {
                        return findings.unseen("The client was not connected.").judgement();
                    }
                    int[] codes = {1001, 1012, 4123};
                    for (int i = 1; i < connected; i++) {
                        findings.good("The client connected again after " + codes[i - 1] + ".");
                    }
                    if (connected <= codes.length) {
                        findings.fail("The client did not connect again after " + codes[connected - 1] + ".");
                    }
                    return findings.judgement();
                });
    }

    private static CaseBuilder refusing(CaseBuilder builder) {
        return builder.connected()
                .switchOn(REFUSES, new Fault.HandshakeRefused(503, Optional.empty()))
                .perform(DROP, new Action.Drop());
    }

    private static ConformanceCase delays() {
        return refusing(CaseBuilder.of("delays", "Delays that grow, with jitter")
                        .server("Drops the connection, and answers every handshake after it with 503.")
                        .client("Waits before each attempt, longer each time, up to 30 s, and not by whole seconds.")
                        .source("document, Auto-Reconnection: base delay 1 s, max delay 30 s, exponential with jitter"))
                .await(
                        LOOKED_AT + " attempts",
                        journal -> refusedAttempts(journal).size() >= LOOKED_AT,
                        45)
                .judge(ReconnectCases::judgeDelays);
    }

    /** The handshakes after the connection was dropped. */
    private static List<Seen.Request> refusedAttempts(CaseJournal journal) {
        return journal.when(DROP).map(drop -> journal.after(drop).upgrades()).orElse(List.of());
    }

    private static Judgement judgeDelays(CaseJournal journal) {
        Findings findings = new Findings();
        Optional<Duration> drop = journal.when(DROP);
        if (drop.isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        List<Seen.Request> attempts = refusedAttempts(journal);
        if (attempts.size() < 3) {
            return findings.fail("Only " + attempts.size() + " attempts came within "
                            + Spans.text(journal.end().minus(drop.get()))
                            + ", so the client does not go on trying.")
                    .judgement();
        }
        List<Duration> delays = new ArrayList<>();
        Duration last = drop.get();
        for (Seen.Request attempt : attempts) {
            delays.add(attempt.at().minus(last));
            last = attempt.at();
        }
        String told = delays.stream().map(Spans::text).collect(Collectors.joining(", "));
        findings.good("The delays were " + told + ".");
        long hot =
                delays.stream().filter(delay -> delay.compareTo(SHORTEST) < 0).count();
        if (hot > 1) {
            findings.fail(hot + " of " + delays.size() + " attempts came without a delay.");
        }
        Duration largest = delays.stream().max(Duration::compareTo).orElseThrow();
        if (largest.compareTo(LONGEST_DELAY.multipliedBy(3).dividedBy(2)) > 0) {
            findings.weak("A delay of " + Spans.text(largest) + " is longer than the document's 30 s.");
        }
        judgeGrowth(delays, findings);
        return findings.judgement();
    }

    private static void judgeGrowth(List<Duration> delays, Findings findings) {
        Duration early = delays.get(0).compareTo(delays.get(1)) < 0 ? delays.get(0) : delays.get(1);
        Duration late = delays.stream().skip(2).max(Duration::compareTo).orElseThrow();
        findings.check(
                late.compareTo(early.multipliedBy(2)) >= 0,
                "They grow.",
                Verdict.FAIL,
                "They do not grow: the longest of the later ones is not twice as long as the shorter of the first two.");
        if (delays.size() >= 4) {
            findings.check(
                    !isRound(delays),
                    "They are not round, so there is jitter.",
                    Verdict.WEAK,
                    "They are the same power of two times the first one each, so there is no jitter: clients that lose"
                            + " their server together come back together.");
        }
    }

    /** Whether each delay is the one before, or twice that, within what a machine is late by. */
    private static boolean isRound(List<Duration> delays) {
        for (int i = 1; i < delays.size(); i++) {
            double ratio = (double) delays.get(i).toMillis()
                    / Math.max(1, delays.get(i - 1).toMillis());
            double off = Math.min(Math.abs(ratio - 1), Math.abs(ratio - 2) / 2);
            double tolerance = 0.02 + 20.0 / Math.max(1, delays.get(i - 1).toMillis());
            if (off > tolerance) {
                return false;
            }
        }
        return true;
    }

    private static ConformanceCase givesUp() {
        return refusing(CaseBuilder.of("gives-up", "An end after ten attempts")
                        .server("Drops the connection, and answers every handshake after it with 503.")
                        .client(
                                "Makes ten attempts, and no more. (Slow: the delays of the document add up to 3 minutes.)")
                        .source("document, Auto-Reconnection: max attempts 10"))
                .await("the end of attempts", ReconnectCases::isDecided, 260)
                .judge(ReconnectCases::judgeEnd);
    }

    private static boolean isDecided(CaseJournal journal) {
        return refusedAttempts(journal).size() > MAX_ATTEMPTS + 1 || isOver(journal);
    }

    private static boolean isOver(CaseJournal journal) {
        List<Seen.Request> attempts = refusedAttempts(journal);
        Duration last = attempts.isEmpty()
                ? journal.when(DROP).orElse(journal.end())
                : attempts.get(attempts.size() - 1).at();
        return !journal.all(Seen.Exited.class).isEmpty()
                || journal.end().minus(last).compareTo(SILENCE) >= 0;
    }

    private static Judgement judgeEnd(CaseJournal journal) {
        Findings findings = new Findings();
        if (journal.when(DROP).isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        int attempts = refusedAttempts(journal).size();
        if (attempts > MAX_ATTEMPTS + 1) {
            return findings.fail("The client went on after " + MAX_ATTEMPTS + " attempts: " + attempts + " were seen.")
                    .judgement();
        }
        if (!isOver(journal)) {
            return findings.unseen(attempts + " attempts were seen, and the client may not be at the end.")
                    .judgement();
        }
        String how = journal.all(Seen.Exited.class).isEmpty()
                ? "none came for " + SILENCE.toSeconds() + " s"
                : "the client ended";
        findings.check(
                attempts > 1,
                String.format(Locale.ROOT, "After %d attempts %s.", attempts, how),
                Verdict.FAIL,
                "The client gave up after " + attempts + (attempts == 1 ? " attempt." : " attempts."));
        return findings.judgement();
    }

    private static ConformanceCase halfOpen() {
        return CaseBuilder.of("half-open", "A dead connection is noticed")
                .server(
                        "Sends stats every second, then goes silent without closing; new connections work again after 1 s.")
                .client("Notices within a minute, by missing answers to pings or missing events, and connects again.")
                .source("RFC 6455, section 5.5.2; observed: stats come every second or so")
                .stage(new Stage(Traffic.NORMAL, 20, 1))
                .connected()
                .pause(2)
                .switchOn("the connection goes dead", new Fault.HalfOpen())
                .pause(1)
                .switchOff("new connections work")
                .await("a new connection", journal -> journal.sockets().size() > 1, 75)
                .judge(journal -> {
                    Findings findings = new Findings();
                    Optional<Duration> dead = journal.when("the connection goes dead");
                    if (dead.isEmpty()) {
                        return findings.unseen("The client was not connected.").judgement();
                    }
                    List<CaseJournal.Socket> later = journal.sockets().stream()
                            .filter(socket -> socket.opened().compareTo(dead.get()) > 0)
                            .toList();
                    if (later.isEmpty()) {
                        return findings.fail("The client did not connect again within "
                                        + Spans.text(journal.end().minus(dead.get())) + " of silence.")
                                .judgement();
                    }
                    Duration took = later.get(0).opened().minus(dead.get());
                    return findings.check(
                                    took.compareTo(Duration.ofSeconds(61)) <= 0,
                                    "The client connected again after " + Spans.text(took) + " of silence.",
                                    Verdict.WEAK,
                                    "The client connected again only after " + Spans.text(took) + " of silence.")
                            .judgement();
                });
    }
}
