package dev.archon.client.hostile;

import static dev.archon.client.hostile.HostileCase.connected;
import static dev.archon.client.hostile.Step.CLOSE;
import static dev.archon.client.hostile.Step.close;
import static dev.archon.client.hostile.Step.end;
import static dev.archon.client.hostile.Step.endless;
import static dev.archon.client.hostile.Step.frame;
import static dev.archon.client.hostile.Step.hex;
import static dev.archon.client.hostile.Step.reset;
import static dev.archon.client.hostile.Step.silence;
import static dev.archon.client.hostile.Step.text;
import static dev.archon.client.hostile.Step.times;
import static dev.archon.protocol.session.Cause.Kind.CLOSED;
import static dev.archon.protocol.session.Cause.Kind.LOST;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.archon.protocol.event.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** The end of a connection (RFC 6455, sections 5.5.1, 7.1 and 7.4). */
final class ClosingCases {

    private ClosingCases() {}

    static List<HostileCase> all() {
        List<HostileCase> all = new ArrayList<>();
        all.addAll(codes());
        all.addAll(reasons());
        all.addAll(manners());
        return all;
    }

    private static List<HostileCase> codes() {
        List<HostileCase> all = new ArrayList<>();
        all.add(connected("closed with 1000", close(1000, "bye")).ends(1000, "bye"));
        for (int code : new int[] {
            1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4401, 4999
        }) {
            all.add(connected("closed with " + code, close(code, "bye")).fails(CLOSED, code, "bye"));
        }
        all.add(connected("closed without a code", frame(CLOSE, "")).failsFor(CLOSED));
        for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 32_768, 65_535}) {
            all.add(connected("closed with the code " + code + ", which may not be sent", close(code, "bye"))
                    .breaks("close", 1002));
        }
        all.add(connected("closed with half a code", hex("88 01 03")).breaks("close", 1002));
        all.add(connected("closed with 1000 that is cut off", hex("88 02 03"), end())
                .failsFor(LOST));
        return all;
    }

    private static List<HostileCase> reasons() {
        List<HostileCase> all = new ArrayList<>();
        for (String reason : List.of(
                "{apiToken}",
                "no {signature}",
                "no {payload}",
                "\u001b[31mred\u001b[0m",
                "a\u009b31mb",
                "a\u2028b\u2029c",
                "a\u202egnorw",
                "a\u200b\ufeffb",
                "a\0b",
                "a\r\nb",
                "x".repeat(123),
                "\u00e9".repeat(61))) {
            all.add(connected("closed for the reason " + Shown.escaped(reason), cut(1011, reason))
                    .fails(CLOSED, 1011, ""));
        }
        all.add(connected("closed with a reason that is not UTF-8", hex("88 04 03 e8 ff fe"))
                .breaks("UTF-8", 1007, 1002));
        all.add(connected("closed with a surrogate", hex("88 05 03 f3 ed a0 80"))
                .breaks("UTF-8", 1007, 1002));
        all.add(connected("closed with a character that is cut off", hex("88 04 03 f3 e2 82"))
                .breaks("UTF-8", 1007, 1002));
        return all;
    }

    /** What fits of a reason into a close frame, cut at a character of one byte. */
    private static Step cut(int code, String reason) {
        return peer -> {
            String filled = peer.server().filled(reason, peer);
            boolean fits = filled.getBytes(UTF_8).length <= 123;
            close(code, fits ? filled : filled.substring(0, Math.min(filled.length(), 123)))
                    .play(peer);
        };
    }

    private static List<HostileCase> manners() {
        Step line = text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"after the end\"}");
        return List.of(
                connected(
                                "a line before the close",
                                text("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"last words\"}"),
                                close(1000, ""))
                        .ends(1000, "")
                        .delivers(
                                "the last words",
                                event -> event instanceof LogEvent log
                                        && log.message().equals("last words")),
                connected("a line after the close", close(1000, ""), line).ends(1000, ""),
                connected("a second close", close(1000, "first"), close(4000, "second"))
                        .ends(1000, "first"),
                connected("1,000 closes", times(1_000, close(1000, "again"))).ends(1000, "again"),
                connected("closes without an end", endless(times(1_000, close(1000, "again"))))
                        .ends(1000, "again"),
                connected("lines after the close without an end", close(1000, ""), endless(times(1_000, line)))
                        .ends(1000, ""),
                connected("pings after the close", close(1000, ""), times(100, frame(Step.PING, "x")))
                        .ends(1000, ""),
                connected("garbage after the close", close(1000, ""), hex("ff ff ff ff"))
                        .ends(1000, ""),
                connected("a close and a reset", close(1000, ""), reset()).endsOrIsLost(),
                connected("a close and silence", close(1000, ""), silence()).ends(1000, ""),
                connected("a close 1012 and silence", close(1012, "restart"), silence())
                        .fails(CLOSED, 1012, "restart"),
                connected("a close between fragments", frame(0x01, "x"), close(1000, ""))
                        .ends(1000, ""),
                connected("a close over TLS", close(1000, "bye")).overTls().ends(1000, "bye"),
                connected("a close and an end over TLS", close(1012, "bye"), end())
                        .overTls()
                        .fails(CLOSED, 1012, "bye"));
    }
}
