package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.connected;
import static dev.archon.client.hostile.Step.TEXT;
import static dev.archon.client.hostile.Step.frame;
import static dev.archon.client.hostile.Step.times;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.client.internal.frame.Compressing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compressed messages (RFC 7692, section 7.2). */
final class CompressionCases {

    private static final int CONTINUATION = 0x80;
    private static final int COMPRESSED = 0xC1;
    private static final String LINE = "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"a line\"}";

    private CompressionCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(compressed());
        return all;
    }

    /** What inflates to no more than four times the limit is skipped; to find the end of more would cost too much. */
    private static List<HostileCase> compressed() {
        byte[] line = LINE.getBytes(UTF_8);
        byte[] bomb = Compressing.alone(new byte[64 << 20]);
        return List.of(
                FrameCases.delivering(connected("compressed: a message", frame(COMPRESSED, Compressing.alone(line)))
                        .compressed()),
                FrameCases.delivering(connected("compressed: a message that is not", frame(TEXT, LINE))
                        .compressed()),
                FrameCases.delivering(connected(
                                "compressed: fragments",
                                frame(0x41, head(Compressing.alone(line))),
                                frame(CONTINUATION, tail(Compressing.alone(line))))
                        .compressed()),
                connected(
                                "compressed: 3 MiB of one letter",
                                frame(
                                        COMPRESSED,
                                        Compressing.alone("x".repeat(3 << 20).getBytes(UTF_8))))
                        .compressed()
                        .staysAlive()
                        .warns(),
                connected("compressed: 64 MiB of NUL in 64 KiB", frame(COMPRESSED, bomb))
                        .compressed()
                        .breaks("a message of more than", 1009),
                connected("compressed: ten times 64 MiB", times(10, frame(COMPRESSED, bomb)))
                        .compressed()
                        .breaks("a message of more than", 1009),
                connected("compressed: 64 MiB in fragments", frame(0x41, head(bomb)), frame(CONTINUATION, tail(bomb)))
                        .compressed()
                        .breaks("a message of more than", 1009),
                connected("compressed: what cannot be inflated", frame(COMPRESSED, new byte[] {7, 7, 7, 7, 7}))
                        .compressed()
                        .breaks("inflated", 1002, 1007),
                connected(
                                "compressed: a distance before the beginning",
                                frame(COMPRESSED, new byte[] {0x4b, 0x04, 0x41, (byte) 0xff, 0x01}))
                        .compressed()
                        .breaks("", 1002, 1007),
                connected(
                                "compressed: what inflates to no UTF-8",
                                frame(
                                        COMPRESSED,
                                        Compressing.alone(
                                                "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\200\"}"
                                                        .getBytes(ISO_8859_1))))
                        .compressed()
                        .staysAlive()
                        .warns(),
                connected(
                                "compressed: RSV1 of a continuation",
                                frame(0x41, head(Compressing.alone(line))),
                                frame(0xC0, tail(Compressing.alone(line))))
                        .compressed()
                        .breaks("reserved bit", 1002),
                connected("compressed: RSV1 of a ping", frame(0xC9, "x"))
                        .compressed()
                        .breaks("reserved bit", 1002),
                connected("compressed: RSV2", frame(0xE1, Compressing.alone(line)))
                        .compressed()
                        .breaks("reserved bit", 1002),
                connected("compressed: nothing", frame(COMPRESSED, new byte[] {0}))
                        .compressed()
                        .staysAlive());
    }

    private static byte[] head(byte[] all) {
        return Arrays.copyOf(all, all.length / 2);
    }

    private static byte[] tail(byte[] all) {
        return Arrays.copyOfRange(all, all.length / 2, all.length);
    }
}
