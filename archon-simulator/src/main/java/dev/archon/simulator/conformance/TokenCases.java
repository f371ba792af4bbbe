package dev.archon.simulator.conformance;

import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cases about tokens: a client renews them, and gives up when one is refused. */
final class TokenCases {

    /** More calls than this within the time of a case are a hot loop. */
    private static final int HOT = 8;

    /** A client that was told to stop may try this often, for good measure. */
    private static final int FEW = 2;

    private static final double WATCHED_SECONDS = 8;

    private static final Duration SOON = Duration.ofMillis(50);

    private static final String EXPIRING = "warns that the token runs out";

    private TokenCases() {}

    static List<ConformanceCase> all() {
        return List.of(
                renewal(),
                renewalAfterRefusal(),
                authIncorrect(),
                refused(401, "The API token is not valid"),
                refused(403, "The API token may not use this server"),
                refused(404, "There is no such server"),
                unavailable(),
                retryAfter());
    }

    private static ConformanceCase renewal() {
        return CaseBuilder.of("renewal", "A new token on the same connection")
                .server("Sends auth-expiring.")
                .client("Makes one token call and sends auth with the new token on the same connection.")
                .source("document, Authentication Events: auth-expiring is handled automatically")
                .connected()
                .perform(EXPIRING, new Action.ExpireToken())
                .await("a second auth-ok", journal -> journal.accepted().size() > 1, 12)
                .pause(2)
                .judge(TokenCases::judgeRenewal);
    }

    private static Judgement judgeRenewal(CaseJournal journal) {
        Findings findings = new Findings();
        Optional<Duration> warned = journal.when(EXPIRING);
        if (warned.isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        CaseJournal after = journal.after(warned.get());
        CaseJournal.Socket socket = journal.sockets().get(0);
        List<Seen.Message> renewals = socket.journal().after(warned.get()).auths();
        if (renewals.isEmpty()) {
            return findings.fail(
                            after.upgrades().isEmpty()
                                    ? "No new auth came within "
                                            + Spans.text(journal.end().minus(warned.get())) + "."
                                    : "A new connection was opened instead of sending auth on the one that is there.")
                    .judgement();
        }
        Seen.Message renewal = renewals.get(0);
        Optional<Duration> issued = journal.issuedAt(renewal.token());
        findings.check(
                issued.isPresent() && issued.get().compareTo(warned.get()) > 0,
                "auth with a new token came " + Spans.text(renewal.at().minus(warned.get())) + " after the warning.",
                Verdict.FAIL,
                "auth came again with a token that was issued before the warning.");
        findings.check(
                after.upgrades().isEmpty(),
                "The connection is the same.",
                Verdict.FAIL,
                "A new connection was opened as well.");
        int calls = after.tokenCalls().size();
        findings.check(
                calls == 1,
                "One token call was made.",
                calls > HOT ? Verdict.FAIL : Verdict.WEAK,
                calls + " token calls were made for one renewal.");
        if (renewals.size() > 1) {
            findings.weak("auth was sent " + renewals.size() + " times for one renewal.");
        }
        return findings.judgement();
    }

    private static ConformanceCase renewalAfterRefusal() {
        return CaseBuilder.of("renewal-refused", "A renewal whose token call fails twice")
                .server("Sends auth-expiring, and answers the two token calls that follow with 503.")
                .client("Tries again in time, or connects anew; it is authenticated again with a new token.")
                .source("document, Authentication Events: auth-expiring is handled automatically")
                .connected()
                .switchOn("refuses two token calls with 503", new Fault.TokenRefused(503, Optional.empty()), 2)
                .perform(EXPIRING, new Action.ExpireToken())
                .await("a second auth-ok", journal -> journal.accepted().size() > 1, 25)
                .judge(journal -> {
                    Findings findings = new Findings();
                    Optional<Duration> warned = journal.when(EXPIRING);
                    if (warned.isEmpty()) {
                        return findings.unseen("The client was not connected.").judgement();
                    }
                    CaseJournal after = journal.after(warned.get());
                    if (after.tokenCalls().isEmpty()) {
                        return findings.fail("No token call came after auth-expiring.")
                                .judgement();
                    }
                    boolean back = !after.accepted().isEmpty();
                    findings.check(
                            back,
                            "The client was authenticated again after the failed calls"
                                    + (after.upgrades().isEmpty() ? "." : ", by a new connection."),
                            Verdict.FAIL,
                            "After failed calls the client was not authenticated again within "
                                    + Spans.text(journal.end().minus(warned.get())) + ".");
                    return hot(after.tokenCalls(), findings).judgement();
                });
    }

    private static ConformanceCase authIncorrect() {
        return CaseBuilder.of("auth-incorrect", "auth-incorrect is no reason to hurry")
                .server("Answers every auth with auth-incorrect, although the tokens are good.")
                .client("Tries again later, with a new token and growing delays, or gives up.")
                .source("observed: a client that tries again at once makes 1,900 token calls a second")
                .before("refuses every token", new Fault.AuthRefused())
                .need("auth-incorrect", journal -> !journal.refused().isEmpty(), CaseBuilder.START_SECONDS)
                .await("a hot loop", journal -> journal.auths().size() > 4 * HOT, WATCHED_SECONDS)
                .judge(TokenCases::judgeAuthIncorrect);
    }

    private static Judgement judgeAuthIncorrect(CaseJournal journal) {
        Findings findings = new Findings();
        if (journal.refused().isEmpty()) {
            return findings.unseen("No auth was refused.").judgement();
        }
        Seen.Frame first = journal.refused().get(0);
        List<Seen.Message> auths = journal.auths();
        int again = auths.size() - 1;
        Duration watched = journal.end().minus(first.at());
        findings.check(
                again <= HOT,
                again == 0
                        ? "No further auth came within " + Spans.text(watched) + "."
                        : again + " further auth messages came within " + Spans.text(watched) + ".",
                Verdict.FAIL,
                again + " further auth messages came within " + Spans.text(watched) + ": a hot loop.");
        if (again > 0) {
            Duration wait = Spans.between(first, auths.get(1));
            findings.check(
                    wait.compareTo(SOON) >= 0,
                    "The next one came after " + Spans.text(wait) + ".",
                    Verdict.WEAK,
                    "The next one came " + wait.toMillis() + " ms after the refusal, without a delay.");
            long reused = auths.stream()
                    .skip(1)
                    .filter(auth -> auth.token() == auths.get(0).token())
                    .count();
            findings.check(
                    reused == 0,
                    "It carries a new token.",
                    Verdict.FAIL,
                    "The refused token was sent again " + reused + " times.");
        }
        return findings.judgement();
    }

    private static ConformanceCase refused(int status, String meaning) {
        return CaseBuilder.of("token-" + status, meaning + " (" + status + ")")
                .server("Answers every token call with " + status + ".")
                .client("Tells its user, and does not go on calling.")
                .source(
                        status == 401
                                ? "RFC 9110, section 15.5.2: the same credentials will be refused again"
                                : "observed: Modrinth's panel takes 403 and 404 of a server as final")
                .before("refuses every token call with " + status, new Fault.TokenRefused(status, Optional.empty()))
                .need("a token call", journal -> !journal.tokenCalls().isEmpty(), CaseBuilder.START_SECONDS)
                .await("a hot loop", journal -> journal.tokenCalls().size() > 4 * HOT, WATCHED_SECONDS)
                .judge(journal -> judgeCalls(
                        journal,
                        calls -> calls - 1 <= FEW
                                ? Optional.empty()
                                : Optional.of("The call was repeated " + (calls - 1)
                                        + " times, although its answer will not change.")));
    }

    private static ConformanceCase unavailable() {
        return CaseBuilder.of("token-503", "The API is not available (503)")
                .server("Answers every token call with 503.")
                .client("Tries again with growing delays, or gives up; it does not hurry.")
                .source("document, Auto-Reconnection; RFC 9110, section 15.6.4")
                .before("refuses every token call with 503", new Fault.TokenRefused(503, Optional.empty()))
                .need("a token call", journal -> !journal.tokenCalls().isEmpty(), CaseBuilder.START_SECONDS)
                .await("a hot loop", journal -> journal.tokenCalls().size() > 4 * HOT, WATCHED_SECONDS)
                .judge(journal -> judgeCalls(journal, calls -> Optional.empty()));
    }

    private static Judgement judgeCalls(CaseJournal journal, Function<Integer, Optional<String>> weakness) {
        Findings findings = new Findings();
        List<Seen.Request> calls = journal.tokenCalls();
        if (calls.isEmpty()) {
            return findings.unseen("The client has made no token call.").judgement();
        }
        findings.good(
                calls.size() == 1
                        ? "The call was not repeated within "
                                + Spans.text(journal.end().minus(calls.get(0).at())) + "."
                        : "The call was made " + calls.size() + " times within "
                                + Spans.text(journal.end().minus(calls.get(0).at())) + ".");
        weakness.apply(calls.size()).ifPresent(findings::weak);
        return hot(calls, findings).judgement();
    }

    private static Findings hot(List<Seen.Request> calls, Findings findings) {
        if (calls.size() > HOT) {
            findings.fail(calls.size() + " token calls came within "
                    + Spans.text(Spans.between(calls.get(0), calls.get(calls.size() - 1))) + ": a hot loop.");
        }
        return findings;
    }

    private static ConformanceCase retryAfter() {
        return CaseBuilder.of("retry-after", "Retry-After is honoured")
                .server("Answers the first token call with 429 and Retry-After: 5.")
                .client("Makes the next call 5 s later, not before, and connects.")
                .source("RFC 9110, section 10.2.3; RFC 6585, section 4")
                .before(
                        "refuses the first token call with 429 and Retry-After: 5",
                        new Fault.TokenRefused(429, Optional.of(Duration.ofSeconds(5))),
                        1)
                .need("a token call", journal -> !journal.tokenCalls().isEmpty(), CaseBuilder.START_SECONDS)
                .await("auth-ok", journal -> !journal.accepted().isEmpty(), 20)
                .judge(TokenCases::judgeRetryAfter);
    }

    private static Judgement judgeRetryAfter(CaseJournal journal) {
        Findings findings = new Findings();
        Optional<Seen.Response> refusal = journal.all(Seen.Response.class, answer -> answer.status() == 429).stream()
                .findFirst();
        if (refusal.isEmpty()) {
            return findings.unseen("The client has made no token call.").judgement();
        }
        List<Seen.Request> later = journal.after(refusal.get().at()).tokenCalls();
        if (later.isEmpty()) {
            return findings.weak("No further call came within "
                            + Spans.text(journal.end().minus(refusal.get().at())) + "; the client has given up.")
                    .judgement();
        }
        Duration wait = Spans.between(refusal.get(), later.get(0));
        findings.check(
                // The server's time of the answer is a little before the client's.
                wait.compareTo(Duration.ofMillis(4900)) >= 0,
                "The next call came " + Spans.text(wait) + " after the answer.",
                Verdict.FAIL,
                "The next call came " + Spans.text(wait) + " after an answer that asked for 5 s.");
        return findings.judgement();
    }
}
