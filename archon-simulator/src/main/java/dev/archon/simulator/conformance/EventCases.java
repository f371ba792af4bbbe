package dev.archon.simulator.conformance;

import dev.archon.protocol.event.LogEvent;
import dev.archon.simulator.conformance.ConformanceCase.Stage;
import dev.archon.simulator.scenario.Action;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cases about what a client may receive and has to survive. */
final class EventCases {

    /** Console lines that the kit looks for in what a client prints. */
    static final String BEFORE = "conformance-line-before";

    static final String AFTER = "conformance-line-after";
    static final String BETWEEN = "conformance-line-between";
    static final String REPLAYED = "conformance-line-replayed";

    static final List<String> MARKERS = List.of(BEFORE, BETWEEN, AFTER, REPLAYED);

    private static final String TROUBLE = "begins with the trouble";
    private static final String END = "sends the line after it";

    private static final List<String> WRONG_TYPES = List.of(
            "{\"event\":\"stats\",\"cpu_percent\":\"12\",\"ram_usage_bytes\":null,\"ram_total_bytes\":[]}",
            "{\"event\":\"log\"}",
            "{\"event\":\"log\",\"message\":7}",
            "{\"event\":\"log4j\",\"level\":3,\"timestamp_millis\":\"soon\",\"message\":null}",
            "{\"event\":\"power-state\"}",
            "{\"event\":\"install-progress\",\"items\":[null,7,{\"key\":{}}]}",
            "{\"event\":\"filesystem-ops\",\"all\":{}}",
            "{\"event\":\"uptime\",\"uptime\":1e400}",
            "{\"event\":7}",
            "[]",
            "null");

    private EventCases() {}

    static List<ConformanceCase> all() {
        return List.of(
                malformedJson(),
                unknownEvents(),
                wrongTypes(),
                binary(),
                invalidUtf8(),
                fragments(),
                largeMessage(),
                history());
    }

    private static CaseBuilder beginning(String id, String title, String server, String client, String source) {
        return CaseBuilder.of(id, title)
                .server(server)
                .client(client)
                .source(source)
                .connected()
                .pause(0.3)
                .perform("sends a line", line(BEFORE))
                .perform(TROUBLE, new Action.Ping(1));
    }

    private static ConformanceCase ending(CaseBuilder builder) {
        return lastLine(builder).judge(journal -> judgeSurvival(journal).judgement());
    }

    private static CaseBuilder lastLine(CaseBuilder builder) {
        return builder.perform(END, line(AFTER))
                .perform("sends a ping", new Action.Ping(8))
                .await("a pong and the printed line", journal -> hasAnswered(journal) && hasPrinted(journal, AFTER), 3);
    }

    private static Action line(String text) {
        return new Action.Emit(new LogEvent(Optional.of("stdout"), text));
    }

    private static ConformanceCase malformedJson() {
        return ending(beginning(
                        "malformed-json",
                        "Broken JSON costs one message",
                        "Sends messages that break off in the middle of their JSON, and good ones after them.",
                        "Keeps the connection and takes the next events.",
                        "observed: Modrinth's client logs it, keeps the connection and delivers the next event")
                .perform("sends broken JSON", new Action.MalformedJson())
                .perform("sends an empty message", new Action.Text(""))
                .perform("sends a text that is no JSON", new Action.Text("hello"))
                .pause(0.3));
    }

    private static ConformanceCase unknownEvents() {
        return ending(beginning(
                        "unknown-event",
                        "Unknown events are no trouble",
                        "Sends an event that no client knows, with fields that nobody has heard of.",
                        "Keeps the connection and takes the next events.",
                        "observed: servers send events and fields that the document does not have")
                .perform("sends an unknown event", new Action.Unknown("server-mood"))
                .perform(
                        "sends a known event with unknown fields",
                        new Action.Text("{\"mood\":{\"a\":[1,{}]},\"event\":\"uptime\",\"uptime\":5,\"zone\":null}"))
                .pause(0.3));
    }

    private static ConformanceCase wrongTypes() {
        CaseBuilder builder = beginning(
                "wrong-types",
                "Fields of the wrong type are no trouble",
                "Sends known events whose fields are missing, null, or of another type.",
                "Keeps the connection and takes the next events.",
                "observed: servers send events and fields that the document does not have");
        WRONG_TYPES.forEach(text -> builder.perform("sends " + text, new Action.Text(text)));
        return ending(builder.pause(0.3));
    }

    private static ConformanceCase binary() {
        return ending(beginning(
                        "binary",
                        "A binary message is no trouble",
                        "Sends a binary message, of which the protocol says nothing.",
                        "Ignores it, keeps the connection and takes the next events.",
                        "RFC 6455, section 5.6; observed: the API changes without notice")
                .perform("sends a binary message", new Action.Binary(64))
                .pause(0.3));
    }

    private static ConformanceCase fragments() {
        return lastLine(beginning(
                                "fragments",
                                "Messages in fragments, with pings between them",
                                "Cuts messages into frames of at most 16 bytes, and sends a ping before each frame of one of"
                                        + " them.",
                                "Puts the messages together, and answers the pings.",
                                "RFC 6455, sections 5.4 and 5.5")
                        .switchOn("cuts messages into fragments", new Fault.Fragmented(16))
                        .perform("prints 20 lines", new Action.Burst(20))
                        .pause(0.3)
                        .switchOn("sends a ping before each frame", new Fault.InterleavedPings(4))
                        // One message only: clients may end a connection that pings them by the hundred.
                        .perform("sends a line", line(BETWEEN))
                        .pause(0.3)
                        .switchOff("sends whole messages"))
                .judge(EventCases::judgeFragments);
    }

    private static Judgement judgeFragments(CaseJournal journal) {
        Findings findings = judgeSurvival(journal);
        if (hasPrinted(journal, BETWEEN)) {
            findings.good("A line that came in fragments was printed.");
        } else if (hasPrinted(journal, BEFORE)) {
            findings.fail("A line that came in one frame was printed, but none that came in fragments.");
        }
        return findings.judgement();
    }

    private static ConformanceCase largeMessage() {
        return ending(beginning(
                        "large-message",
                        "A message of one mebibyte",
                        "Sends a log event of 1 MiB in one frame.",
                        "Takes it, or skips it, keeps the connection and takes the next events.",
                        "observed: one message may hold hundreds of lines")
                .perform("sends a message of 1 MiB", new Action.Oversized(1 << 20))
                .pause(0.5));
    }

    private static ConformanceCase invalidUtf8() {
        return lastLine(beginning(
                                "invalid-utf8",
                                "Text that is not UTF-8",
                                "Sends a text message that is not valid UTF-8.",
                                "Fails the connection with 1007, and connects again.",
                                "RFC 6455, sections 8.1 and 7.4.1")
                        .perform("sends invalid UTF-8", new Action.InvalidUtf8())
                        .await("the end of the connection", journal -> isFirstOver(journal), 2))
                .await(
                        "a new connection",
                        journal -> !isFirstOver(journal) || journal.accepted().size() > 1,
                        10)
                .judge(EventCases::judgeInvalidUtf8);
    }

    private static boolean isFirstOver(CaseJournal journal) {
        return journal.sockets().stream()
                .limit(1)
                .anyMatch(socket -> socket.over().isPresent());
    }

    private static Judgement judgeInvalidUtf8(CaseJournal journal) {
        Findings findings = new Findings();
        if (journal.when(TROUBLE).isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        if (!isFirstOver(journal)) {
            findings.weak("The connection was kept; RFC 6455 wants it to be failed with 1007.");
            return judgeSurvival(journal, findings).judgement();
        }
        CaseJournal own = journal.sockets().get(0).journal();
        boolean told = own.frames(Peer.CLIENT, FrameHeader.CLOSE).stream()
                .anyMatch(frame -> frame.closeCode().orElse(0) == 1007);
        findings.check(
                told,
                "The connection was closed with 1007.",
                Verdict.WEAK,
                "The connection was ended without code 1007.");
        findings.check(
                journal.accepted().size() > 1,
                "The client connected again.",
                Verdict.FAIL,
                "The client did not connect again.");
        return findings.judgement();
    }

    private static boolean hasAnswered(CaseJournal journal) {
        return journal.when("sends a ping")
                .map(sent -> journal.frames(Peer.CLIENT, FrameHeader.PONG).stream()
                        .anyMatch(
                                pong -> pong.header().length() == 8 && pong.at().compareTo(sent) >= 0))
                .orElse(false);
    }

    private static boolean hasPrinted(CaseJournal journal, String marker) {
        return times(journal, marker) > 0;
    }

    private static int times(CaseJournal journal, String marker) {
        return journal.all(Seen.Printed.class, line -> line.marker().equals(marker))
                .size();
    }

    private static Findings judgeSurvival(CaseJournal journal) {
        return judgeSurvival(journal, new Findings());
    }

    /** Whether the first connection has lived on behind the trouble, and later lines have come. */
    private static Findings judgeSurvival(CaseJournal journal, Findings findings) {
        Optional<Duration> trouble = journal.when(TROUBLE);
        if (trouble.isEmpty()) {
            return findings.unseen("The client was not connected.");
        }
        CaseJournal.Socket socket = journal.sockets().get(0);
        if (socket.over().isPresent() || !journal.all(Seen.Exited.class).isEmpty()) {
            String how = socket.journal().frames(Peer.CLIENT, FrameHeader.CLOSE).stream()
                    .findFirst()
                    .map(close -> " with "
                            + (close.closeCode().isPresent()
                                    ? "code " + close.closeCode().getAsInt()
                                    : "no code"))
                    .orElse("");
            return findings.fail("The client ended the connection" + how + ".");
        }
        findings.check(
                hasAnswered(journal),
                "The connection lives: a later ping was answered.",
                Verdict.FAIL,
                "A later ping was not answered.");
        if (hasPrinted(journal, AFTER)) {
            findings.good("A line that came later was printed.");
        } else if (hasPrinted(journal, BEFORE)) {
            findings.fail("A line that came before was printed, but none that came later.");
        } else {
            findings.good("The client prints no lines, so whether later ones came is not known.");
        }
        return findings;
    }

    private static ConformanceCase history() {
        return lastLine(CaseBuilder.of("history", "The console's history comes again with each connection")
                        .server(
                                "Sends 1,000 lines of history in messages of 500 lines after each auth-ok, and drops the first"
                                        + " connection.")
                        .client("Takes them, connects again, and does not show the same lines twice.")
                        .source("observed: a server sends its recent history after each auth-ok")
                        .stage(new Stage(Traffic.SILENT, 1000, 500))
                        .before("has printed 990 lines", new Action.Burst(990))
                        .before("has printed a line", line(REPLAYED))
                        .connected()
                        .pause(2.5)
                        .perform("drops the connection", new Action.Drop())
                        .need("a second auth-ok", journal -> journal.accepted().size() > 1, 15)
                        .pause(2.5)
                        .perform("sends a line", line(BEFORE)))
                .judge(EventCases::judgeHistory);
    }

    private static Judgement judgeHistory(CaseJournal journal) {
        Findings findings = new Findings();
        if (journal.when("drops the connection").isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        if (journal.accepted().size() < 2) {
            return findings.fail("The client did not connect again.").judgement();
        }
        findings.check(
                hasAnswered(journal),
                "The second connection lives: a ping behind the history was answered.",
                Verdict.FAIL,
                "A ping behind the history was not answered.");
        int shown = times(journal, REPLAYED);
        if (shown > 1) {
            findings.weak("A line of the history was printed " + shown + " times.");
        } else if (shown == 1) {
            findings.good("A line of the history was printed once, although it was sent twice.");
        } else if (hasPrinted(journal, AFTER)) {
            findings.fail("Later lines were printed, but none of the history.");
        } else {
            findings.good("The client prints no lines, so whether they are shown twice is not known.");
        }
        return findings.judgement();
    }
}
