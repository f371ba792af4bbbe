package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.connected;
import static dev.archon.client.hostile.Step.BINARY;
import static dev.archon.client.hostile.Step.PING;
import static dev.archon.client.hostile.Step.PONG;
import static dev.archon.client.hostile.Step.TEXT;
import static dev.archon.client.hostile.Step.bytes;
import static dev.archon.client.hostile.Step.end;
import static dev.archon.client.hostile.Step.endless;
import static dev.archon.client.hostile.Step.frame;
import static dev.archon.client.hostile.Step.hex;
import static dev.archon.client.hostile.Step.pause;
import static dev.archon.client.hostile.Step.raw;
import static dev.archon.client.hostile.Step.reset;
import static dev.archon.client.hostile.Step.silence;
import static dev.archon.client.hostile.Step.times;
import static dev.archon.protocol.session.Cause.Kind.KEEP_ALIVE_TIMED_OUT;
import static dev.archon.protocol.session.Cause.Kind.LOST;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.client.internal.frame.Frame;
import dev.archon.protocol.event.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Frames (RFC 6455, section 5). */
final class FrameCases {

    private static final int CONTINUATION = 0x80;
    private static final int TEXT_BEGIN = 0x01;
    private static final int MIDDLE = 0x00;

    private static final String LINE = "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a line\"}";

    private FrameCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(violations());
        all.addAll(lengths());
        all.addAll(fragments());
        all.addAll(notUtf8());
        all.addAll(controls());
        all.addAll(ends());
        return all;
    }

    static HostileCase delivering(HostileCase made) {
        return made.staysAlive()
                .delivers(
                        "the line",
                        event ->
                                event instanceof LogEvent line && line.message().equals("a line"));
    }

    private static List<HostileCase> violations() {
        List<HostileCase> all = new ArrayList<>(List.of(
                connected("RSV1 without compression", frame(0xC1, LINE)).breaks("a reserved bit is set", 1002),
                connected("RSV2", frame(0xA1, LINE)).breaks("a reserved bit is set", 1002),
                connected("RSV3", frame(0x91, LINE)).breaks("a reserved bit is set", 1002),
                connected("all reserved bits of a ping", frame(0xF9, "x")).breaks("a reserved bit is set", 1002),
                connected("a masked text", hex("81 85 01 02 03 04 69 67 6f 68 6e"))
                        .breaks("masked", 1002),
                connected("a masked ping", hex("89 80 01 02 03 04")).breaks("masked", 1002),
                connected("a masked close", hex("88 82 00 00 00 00 03 e8")).breaks("masked", 1002),
                connected("a ping in fragments", frame(0x09, "x"), frame(CONTINUATION, "y"))
                        .breaks("fragmented", 1002),
                connected("a pong in fragments", frame(0x0A, "x")).breaks("fragmented", 1002),
                connected("a close in fragments", frame(0x08, "")).breaks("fragmented", 1002),
                connected("a ping of 126 bytes", frame(PING, "x".repeat(126))).breaks("more than 125 bytes", 1002),
                connected("a pong of 64 KiB", frame(PONG, "x".repeat(65_536))).breaks("more than 125 bytes", 1002),
                connected("a close of 126 bytes", frame(0x88, "\u0003\u00e8" + "x".repeat(124)))
                        .breaks("more than 125 bytes", 1002),
                connected("an HTTP answer", raw("HTTP/1.1 400 Bad Request\r\n\r\n"))
                        .breaks("", 1002),
                connected("a TLS alert", hex("15 03 03 00 02 02 28")).breaks("", 1002),
                connected("0xFF without an end", endless("\377")).breaks("", 1002, 0),
                connected("NUL bytes", raw("\0".repeat(1_000))).breaks("", 1002)));
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            all.add(connected("the reserved opcode " + opcode, frame(0x80 | opcode, "x"))
                    .breaks("reserved opcode " + opcode, 1002));
        }
        return all;
    }

    private static List<HostileCase> lengths() {
        return List.of(
                connected("a length with its top bit set", hex("81 7f ff ff ff ff ff ff ff ff"))
                        .breaks("length", 1002),
                connected("a length of 5 in 16 bits", hex("81 7e 00 05 68 65 6c 6c 6f"))
                        .breaks("fewest bytes", 1002),
                connected("a length of 5 in 64 bits", hex("81 7f 00 00 00 00 00 00 00 05 68 65 6c 6c 6f"))
                        .breaks("fewest bytes", 1002),
                connected("a message of 2 MiB", frame(TEXT, "x".repeat(2 << 20)))
                        .staysAlive()
                        .warns(),
                connected(
                                "a log message of 2 MiB",
                                frame(
                                        TEXT,
                                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + "x".repeat(2 << 20)
                                                + "\"}"))
                        .staysAlive()
                        .warns(),
                connected("a binary message of 2 MiB", frame(BINARY, "x".repeat(2 << 20)))
                        .staysAlive()
                        .warns(),
                connected("a message of 32 MiB", frame(TEXT, new byte[32 << 20]))
                        .takesAtMost(64 << 20)
                        .staysAlive()
                        .warns(),
                connected("ten messages of 2 MiB", times(10, frame(TEXT, "x".repeat(2 << 20))))
                        .takesAtMost(32 << 20)
                        .staysAlive()
                        .warns(),
                connected(
                                "a message of 1 MiB that is delivered",
                                frame(
                                        TEXT,
                                        "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\""
                                                + "y".repeat((1 << 20) - 100) + "\"}"))
                        .staysAlive()
                        .delivers(
                                "the long line",
                                event -> event instanceof LogEvent line
                                        && line.message().length() == (1 << 20) - 100),
                connected("a length of 2 GiB and silence", hex("81 7f 00 00 00 00 80 00 00 00"), raw("xxx"), silence())
                        .limited()
                        .failsFor(KEEP_ALIVE_TIMED_OUT, LOST),
                connected("a length of 2^63-1 and silence", hex("81 7f 7f ff ff ff ff ff ff ff"), silence())
                        .limited()
                        .failsFor(KEEP_ALIVE_TIMED_OUT, LOST),
                connected("half a header and silence", hex("81"), silence())
                        .limited()
                        .fails(KEEP_ALIVE_TIMED_OUT, ""));
    }

    private static List<HostileCase> fragments() {
        return List.of(
                delivering(connected(
                        "a message in fragments",
                        frame(TEXT_BEGIN, LINE.substring(0, 9)),
                        frame(MIDDLE, LINE.substring(9, 10)),
                        frame(CONTINUATION, LINE.substring(10)))),
                delivering(connected(
                        "pings and pongs between fragments",
                        frame(TEXT_BEGIN, LINE.substring(0, 9)),
                        frame(PING, "p"),
                        frame(PONG, "q"),
                        frame(CONTINUATION, LINE.substring(9)))),
                delivering(connected("a fragment for each byte", peer -> {
                    frame(TEXT_BEGIN, "").play(peer);
                    for (byte each : LINE.getBytes(UTF_8)) {
                        frame(MIDDLE, new byte[] {each}).play(peer);
                    }
                    frame(CONTINUATION, "").play(peer);
                })),
                delivering(connected("a write for each byte", peer -> {
                    for (byte each : Frame.frame(TEXT, LINE.getBytes(UTF_8))) {
                        peer.send(new byte[] {each});
                    }
                })),
                delivering(connected(
                        "20,000 empty fragments",
                        frame(TEXT_BEGIN, LINE),
                        times(20_000, frame(MIDDLE, "")),
                        frame(CONTINUATION, ""))),
                delivering(connected("20,000 empty messages", times(20_000, frame(TEXT, "")), frame(TEXT, LINE))),
                connected(
                                "2 MiB in fragments",
                                frame(TEXT_BEGIN, "x"),
                                times(200, frame(MIDDLE, "x".repeat(10_000))),
                                frame(CONTINUATION, "x"))
                        .staysAlive()
                        .warns(),
                connected(
                                "2 MiB of binary in fragments",
                                frame(0x02, "x"),
                                times(200, frame(MIDDLE, "x".repeat(10_000))),
                                frame(CONTINUATION, "x"))
                        .staysAlive()
                        .warns(),
                connected("a continuation of nothing", frame(CONTINUATION, "x")).breaks("continuation", 1002),
                connected("a fragment of nothing", frame(MIDDLE, "x")).breaks("continuation", 1002),
                connected("a text within a fragmented one", frame(TEXT_BEGIN, "x"), frame(TEXT, LINE))
                        .breaks("within a fragmented one", 1002),
                connected("a fragmented binary within a fragmented text", frame(TEXT_BEGIN, "x"), frame(0x02, "y"))
                        .breaks("within a fragmented one", 1002),
                connected(
                                "a continuation after the end",
                                frame(TEXT_BEGIN, "x"),
                                frame(CONTINUATION, "y"),
                                frame(CONTINUATION, "z"))
                        .breaks("continuation", 1002));
    }

    /** One message is lost, the connection is not: else a bad line in a server's history would keep its console away for ever. */
    private static List<HostileCase> notUtf8() {
        List<HostileCase> all = new ArrayList<>();
        String[][] texts = {
            {"a lone continuation byte", "\200"},
            {"an overlong slash", "\300\257"},
            {"an overlong NUL", "\300\200"},
            {"an overlong euro", "\360\202\202\254"},
            {"a surrogate", "\355\240\200"},
            {"a surrogate pair", "\355\240\275\355\270\200"},
            {"more than U+10FFFF", "\364\220\200\200"},
            {"0xFE 0xFF", "\376\377"},
            {"a character that is cut off", "\342\202"},
            {"Latin-1", "caf\351"}
        };
        for (String[] text : texts) {
            all.add(connected(
                            "a log message with " + text[0],
                            bytes("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"" + text[1] + "\"}"))
                    .staysAlive()
                    .warns());
        }
        all.add(connected("an unknown event that is not UTF-8", bytes("{\"event\":\"new\",\"x\":\"\300\200\"}"))
                .staysAlive()
                .warns());
        all.add(connected("a message that is not UTF-8 nor JSON", bytes("\376\377\200"))
                .staysAlive()
                .warns());
        all.add(connected(
                        "a character in two fragments",
                        frame(
                                TEXT_BEGIN,
                                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\342".getBytes(ISO_8859_1)),
                        frame(CONTINUATION, "\202\254\"}".getBytes(ISO_8859_1)))
                .staysAlive()
                .delivers(
                        "the euro",
                        event ->
                                event instanceof LogEvent line && line.message().equals("\u20ac")));
        all.add(connected(
                        "fragments that are not UTF-8",
                        frame(
                                TEXT_BEGIN,
                                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\342".getBytes(ISO_8859_1)),
                        frame(CONTINUATION, "x\"}"))
                .staysAlive()
                .warns());
        all.add(connected(
                        "fragments that are not UTF-8 before the last",
                        frame(TEXT_BEGIN, "\376".getBytes(ISO_8859_1)),
                        frame(PING, "p"),
                        frame(CONTINUATION, "x"))
                .staysAlive()
                .warns());
        all.add(connected(
                        "1,000 messages that are not UTF-8",
                        times(1_000, bytes("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\200\"}")))
                .staysAlive()
                .warns());
        return all;
    }

    private static List<HostileCase> controls() {
        return List.of(
                connected("a ping of 125 bytes", frame(PING, "x".repeat(125))).staysAlive(),
                connected("a ping that is not UTF-8", frame(PING, new byte[] {-1, -2}))
                        .staysAlive(),
                connected("a pong unasked", frame(PONG, "x")).staysAlive(),
                // The leak detector takes its time for each of so many pongs.
                connected("50,000 pings", times(50, raw(pings(1_000))))
                        .staysAlive()
                        .within(Duration.ofSeconds(18)),
                connected("50,000 pongs", times(50, raw("\u008a\0".repeat(1_000))))
                        .staysAlive(),
                connected("binary messages", times(10, frame(BINARY, "x")))
                        .staysAlive()
                        .warns(),
                connected("20,000 binary messages", times(20, raw("\u0082\1x".repeat(1_000))))
                        .staysAlive()
                        .warns(),
                connected("silence", silence()).limited().fails(KEEP_ALIVE_TIMED_OUT, ""),
                connected("silence over TLS", silence()).limited().overTls().fails(KEEP_ALIVE_TIMED_OUT, ""));
    }

    private static String pings(int count) {
        return "\u0089\u0004ping".repeat(count);
    }

    private static List<HostileCase> ends() {
        return List.of(
                connected("an end", end()).fails(LOST, ""),
                connected("a reset", reset()).fails(LOST, ""),
                connected("an end within a header", hex("81"), end()).fails(LOST, ""),
                connected("an end within a payload", hex("81 7d 7b"), end()).fails(LOST, ""),
                connected("an end between fragments", frame(TEXT_BEGIN, "x"), end())
                        .fails(LOST, ""),
                connected("a reset within a payload", hex("81 7d 7b"), reset()).fails(LOST, ""),
                connected("a pause and an end", pause(300), end()).fails(LOST, ""),
                connected("an end over TLS", end()).overTls().fails(LOST, ""),
                connected("a reset over TLS", reset()).overTls().fails(LOST, ""));
    }
}
