package dev.archon.simulator.conformance;

import dev.archon.simulator.conformance.Seen.Message.Kind;
import dev.archon.simulator.scenario.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Cases about the frames of a client: masks, lengths, pongs, and commands. */
final class FrameCases {

    private static final int COMMANDS = 20;

    /** A line that needs two bytes for its length, and characters of two and four bytes. */
    private static final String LONG_LINE = "say " + "long ".repeat(40) + "\u00e4\u00f6\u00fc \ud83d\udc4b";

    private FrameCases() {}

    static List<ConformanceCase> all() {
        return List.of(frames(), ping(), commands());
    }

    private static ConformanceCase frames() {
        return CaseBuilder.of("frames", "Masked and well-formed frames")
                .server("Accepts the token, and reads two commands, a long one among them.")
                .client(
                        "Masks every frame by a key of its own, writes lengths as short as possible, sets no reserved bit, and"
                                + " sends UTF-8.")
                .source("RFC 6455, sections 5.1 to 5.3, 5.5 and 5.6")
                .connected()
                .pause(0.5)
                .type("command list")
                .type("command " + LONG_LINE)
                .await("two commands", journal -> journal.commands().size() > 1, 4)
                .pause(0.3)
                .judge(FrameCases::judgeFrames);
    }

    private static Judgement judgeFrames(CaseJournal journal) {
        Findings findings = new Findings();
        List<Seen.Frame> frames = journal.all(Seen.Frame.class, frame -> frame.by() == Peer.CLIENT);
        if (frames.isEmpty()) {
            return findings.unseen("The client has sent no frame.").judgement();
        }
        long unmasked =
                frames.stream().filter(frame -> !frame.header().masked()).count();
        findings.check(
                unmasked == 0,
                "All " + frames.size() + " frames are masked.",
                Verdict.FAIL,
                unmasked + " of " + frames.size() + " frames are not masked.");
        long keys = frames.stream()
                .map(frame -> frame.header().maskKey())
                .distinct()
                .count();
        if (unmasked == 0 && frames.size() > 1) {
            findings.check(
                    keys == frames.size(),
                    "Each has a masking key of its own.",
                    Verdict.FAIL,
                    frames.size() + " frames have " + keys + " masking keys.");
        }
        for (Seen.Frame frame : frames) {
            judgeHeader(frame.header(), findings);
        }
        List<Seen.Message> unreadable = journal.all(Seen.Message.class, message -> message.kind() == Kind.UNREADABLE);
        findings.check(
                unreadable.isEmpty(),
                "Every message can be read.",
                Verdict.FAIL,
                unreadable.isEmpty()
                        ? ""
                        : "A message cannot be read: " + unreadable.get(0).text() + ".");
        List<String> commands =
                journal.commands().stream().map(Seen.Message::text).toList();
        if (commands.isEmpty()) {
            findings.good("No command was seen, so only auth was looked at.");
        } else if (commands.size() > 1) {
            findings.check(
                    commands.contains(LONG_LINE) || commands.contains("/" + LONG_LINE),
                    "A long command with characters of several bytes arrived as it was typed.",
                    Verdict.FAIL,
                    "A long command with characters of several bytes arrived changed.");
        }
        return findings.judgement();
    }

    private static void judgeHeader(FrameHeader header, Findings findings) {
        if (!header.isKnown()) {
            findings.fail("A frame has the reserved opcode " + header.opcode() + ".");
        }
        if (header.reserved() != 0) {
            findings.fail("A " + header.name() + " frame has a reserved bit set, although no extension was agreed on.");
        }
        if (!header.minimal()) {
            findings.fail("The length of a " + header.name() + " frame is not written in as few bytes as possible.");
        }
        if (header.isControl() && (!header.fin() || header.length() > FrameHeader.MAX_CONTROL)) {
            findings.fail("A " + header.name() + " frame is fragmented or longer than 125 bytes.");
        }
        if (header.opcode() == FrameHeader.BINARY) {
            findings.fail("A binary message was sent; Archon knows text only.");
        }
    }

    private static ConformanceCase ping() {
        return CaseBuilder.of("ping", "Pings are answered with their payload")
                .server("Sends pings with a payload of 4, 0 and 125 bytes.")
                .client("Answers each with a pong of the same payload.")
                .source("RFC 6455, sections 5.5.2 and 5.5.3")
                .connected()
                .pause(0.3)
                .perform("sends a ping of 4 bytes", new Action.Ping(4))
                .await("a pong", journal -> pongs(journal) > 0, 3)
                .perform("sends a ping of 0 bytes", new Action.Ping(0))
                .await("a second pong", journal -> pongs(journal) > 1, 3)
                .perform("sends a ping of 125 bytes", new Action.Ping(125))
                .await("a third pong", journal -> pongs(journal) > 2, 3)
                .judge(FrameCases::judgePongs);
    }

    private static int pongs(CaseJournal journal) {
        return journal.frames(Peer.CLIENT, FrameHeader.PONG).size();
    }

    private static Judgement judgePongs(CaseJournal journal) {
        Findings findings = new Findings();
        List<Seen.Frame> pings = journal.frames(Peer.SERVER, FrameHeader.PING);
        if (pings.isEmpty()) {
            return findings.unseen("The client was not connected.").judgement();
        }
        for (Seen.Frame ping : pings) {
            List<Seen.Frame> later = journal.frames(Peer.CLIENT, FrameHeader.PONG).stream()
                    .filter(pong ->
                            pong.connection() == ping.connection() && pong.at().compareTo(ping.at()) >= 0)
                    .toList();
            Optional<Seen.Frame> pong = later.stream()
                    .filter(one -> one.content().equals(ping.content()))
                    .findFirst();
            String what = "the ping of " + ping.header().length() + " bytes";
            if (pong.isPresent()) {
                Duration took = Spans.between(ping, pong.get());
                findings.check(
                        took.compareTo(Duration.ofSeconds(1)) <= 0,
                        "The pong to " + what + " came after " + took.toMillis() + " ms.",
                        Verdict.WEAK,
                        "The pong to " + what + " came only after " + Spans.text(took) + ".");
            } else {
                findings.fail(
                        later.isEmpty()
                                ? "No pong came to " + what + "."
                                : "No pong with the payload of " + what + " came.");
            }
        }
        return findings.judgement();
    }

    private static ConformanceCase commands() {
        CaseBuilder builder = CaseBuilder.of("commands", "Commands in order")
                .server("Reads commands.")
                .client("Sends the " + COMMANDS + " commands that it is given at once, in that order, each once.")
                .source("document, Sending Commands")
                .connected()
                .pause(0.5);
        for (int i = 1; i <= COMMANDS; i++) {
            builder.type("command " + command(i));
        }
        return builder.await(
                        COMMANDS + " commands", journal -> journal.commands().size() >= COMMANDS, 6)
                .pause(0.5)
                .judge(FrameCases::judgeCommands);
    }

    private static String command(int number) {
        return "say number " + number;
    }

    private static Judgement judgeCommands(CaseJournal journal) {
        Findings findings = new Findings();
        List<String> got = new ArrayList<>();
        for (Seen.Message message : journal.commands()) {
            got.add(message.text().startsWith("/") ? message.text().substring(1) : message.text());
        }
        if (got.isEmpty()) {
            return findings.unseen("No command came; the client may not read its standard input.")
                    .judgement();
        }
        List<String> expected =
                IntStream.rangeClosed(1, COMMANDS).mapToObj(FrameCases::command).toList();
        if (got.equals(expected)) {
            return findings.good("All " + COMMANDS + " commands came in order, each once.")
                    .judgement();
        }
        List<String> missing =
                expected.stream().filter(command -> !got.contains(command)).toList();
        findings.check(
                missing.isEmpty(),
                "No command is missing.",
                Verdict.FAIL,
                missing.size() + " commands did not come, for example '" + (missing.isEmpty() ? "" : missing.get(0))
                        + "'.");
        if (missing.isEmpty()) {
            findings.fail(
                    got.size() > COMMANDS
                            ? "Some commands came more than once: " + got.size() + " came instead of " + COMMANDS + "."
                            : "The commands came in another order.");
        }
        return findings.judgement();
    }
}
