package dev.archon.simulator.conformance;

import dev.archon.simulator.scenario.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How connections are closed, by either side. */
final class ClosingCases {

    private static final int NORMAL = 1000;
    private static final String CLOSES = "closes with 4000";
    private static final String CLOSES_NORMALLY = "closes with 1000";
    private static final String DISCONNECT = "disconnect";

    private ClosingCases() {}

    static List<ConformanceCase> all() {
        return List.of(closeAnswered(), normalClosure(), closedNormally());
    }

    private static ConformanceCase closeAnswered() {
        return CaseBuilder.of("close-answered", "A close frame is answered")
                .server("Sends a close frame with code 4000 and waits for the answer.")
                .client("Answers with a close frame of the same code.")
                .source("RFC 6455, sections 5.5.1 and 7.1.2")
                .connected()
                .pause(0.3)
                .perform(CLOSES, new Action.Close(4000, "conformance"))
                .await("the end of the connection", ClosingCases::isFirstOver, 5)
                .judge(ClosingCases::judgeAnswer);
    }

    private static boolean isFirstOver(CaseJournal journal) {
        return journal.sockets().stream()
                .limit(1)
                .anyMatch(socket ->
                        socket.journal().all(Seen.Ended.class).stream().anyMatch(ended -> ended.by() == Peer.CLIENT));
    }

    private static Judgement judgeAnswer(CaseJournal journal) {
        Findings findings = new Findings();
        Optional<Duration> closing = journal.when(CLOSES);
        if (closing.isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        CaseJournal own = journal.sockets().get(0).journal();
        List<Seen.Frame> answers = own.frames(Peer.CLIENT, FrameHeader.CLOSE);
        if (answers.isEmpty()) {
            return findings.fail(
                            isFirstOver(journal)
                                    ? "The client ended the connection without a close frame."
                                    : "No close frame came within "
                                            + Spans.text(journal.end().minus(closing.get())) + ".")
                    .judgement();
        }
        OptionalInt code = answers.get(0).closeCode();
        Duration took = answers.get(0).at().minus(closing.get());
        findings.check(
                code.equals(OptionalInt.of(4000)),
                "A close frame with code 4000 came after " + took.toMillis() + " ms.",
                Verdict.WEAK,
                code.isPresent()
                        ? "The close frame of the client has code " + code.getAsInt() + " instead of 4000."
                        : "The close frame of the client has no code; typically the code is sent back.");
        if (answers.size() > 1) {
            findings.fail("The client has sent " + answers.size() + " close frames.");
        }
        List<Seen.Message> behind = own.after(answers.get(0).at()).all(Seen.Message.class);
        if (!behind.isEmpty()) {
            findings.fail("The client has sent a message behind its close frame.");
        }
        return findings.judgement();
    }

    private static ConformanceCase normalClosure() {
        return CaseBuilder.of("disconnect", "A normal closure")
                .server("Answers a close frame.")
                .client("Sends a close frame with code 1000 when it is told to disconnect, and stays away.")
                .source("RFC 6455, section 7.4.1; observed: Modrinth's client closes with 1000, Client disconnecting")
                .connected()
                .pause(0.3)
                .type(DISCONNECT)
                .await("a close frame", journal -> isLeaving(journal), 3)
                .closeInput()
                .await("a close frame", journal -> isLeaving(journal), 3)
                .pause(2)
                .judge(ClosingCases::judgeClosure);
    }

    private static boolean isLeaving(CaseJournal journal) {
        return !journal.frames(Peer.CLIENT, FrameHeader.CLOSE).isEmpty()
                || !journal.all(Seen.Ended.class, ended -> isOfSocket(journal, ended))
                        .isEmpty();
    }

    private static boolean isOfSocket(CaseJournal journal, Seen.Ended ended) {
        return ended.by() == Peer.CLIENT
                && journal.sockets().stream().anyMatch(socket -> socket.connection() == ended.connection());
    }

    private static Judgement judgeClosure(CaseJournal journal) {
        Findings findings = new Findings();
        Optional<Duration> told = journal.when(new CaseStep.Type(DISCONNECT).label());
        if (told.isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        List<Seen.Frame> closes = journal.frames(Peer.CLIENT, FrameHeader.CLOSE);
        if (closes.isEmpty()) {
            return isLeaving(journal)
                    ? findings.fail("The client ended the connection without a close frame.")
                            .judgement()
                    : findings.unseen("The client did not disconnect; it may not read its standard input.")
                            .judgement();
        }
        OptionalInt code = closes.get(0).closeCode();
        findings.check(
                code.equals(OptionalInt.of(NORMAL)),
                "A close frame with code 1000 came.",
                Verdict.WEAK,
                code.isPresent()
                        ? "The close frame has code " + code.getAsInt() + " instead of 1000."
                        : "The close frame has no code instead of 1000.");
        CaseJournal after = journal.after(closes.get(0).at());
        findings.check(
                after.upgrades().isEmpty(),
                "No new connection came.",
                Verdict.FAIL,
                "The client connected again, although it was told to disconnect.");
        return findings.judgement();
    }

    private static ConformanceCase closedNormally() {
        return CaseBuilder.of("closed-1000", "1000 by the server is the end")
                .server("Closes with 1000.")
                .client("Does not connect again by itself.")
                .source("observed: Modrinth's client does not connect again; document, Auto-Reconnection: on unexpected"
                        + " disconnections")
                .connected()
                .pause(0.3)
                .perform(CLOSES_NORMALLY, new Action.Close(NORMAL, "bye"))
                .await("a new connection", journal -> journal.upgrades().size() > 1, 8)
                .judge(journal -> {
                    Findings findings = new Findings();
                    Optional<Duration> closing = journal.when(CLOSES_NORMALLY);
                    if (closing.isEmpty()) {
                        return findings.unseen("The client was not connected.").judgement();
                    }
                    List<Seen.Request> later = journal.after(closing.get()).upgrades();
                    return findings.check(
                                    later.isEmpty(),
                                    "No new connection came within "
                                            + Spans.text(journal.end().minus(closing.get())) + ".",
                                    Verdict.FAIL,
                                    "The client connected again, although 1000 means that the purpose is fulfilled.")
                            .judgement();
                });
    }
}
