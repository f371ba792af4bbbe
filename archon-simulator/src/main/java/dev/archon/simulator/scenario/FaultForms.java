package dev.archon.simulator.scenario;

import static dev.archon.simulator.scenario.Parameter.Type.ACTION;
import static dev.archon.simulator.scenario.Parameter.Type.DURATION;
import static dev.archon.simulator.scenario.Parameter.Type.SPAN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The forms of faults. */
final class FaultForms {

    private static final Parameter STATUS = Parameter.number("status", 400, 599, "the HTTP status");
    private static final Parameter RETRY_AFTER = Parameter.of(
                    "retry_after", DURATION, "the Retry-After header, in whole seconds; none if absent")
            .optional();
    private static final Parameter DELAY =
            Parameter.of("delay", SPAN, "how late").orElse("10s");

    private FaultForms() {}

    static List<JsonFormat<? extends Fault>> all() {
        return List.of(
                JsonFormat.of(
                        Fault.TokenRefused.class,
                        "token-refused",
                        "The token call is answered with an error.",
                        List.of(STATUS, RETRY_AFTER),
                        in -> new Fault.TokenRefused(in.number("status"), in.optionalDuration("retry_after")),
                        (fault, out) -> refusal(out, fault.status(), fault.retryAfter())),
                JsonFormat.of(
                        Fault.TokenSlow.class,
                        "token-slow",
                        "The token call is answered late.",
                        List.of(DELAY),
                        in -> new Fault.TokenSlow(in.span("delay")),
                        (fault, out) -> StepForms.span(out, "delay", fault.delay())),
                JsonFormat.plain(
                        new Fault.TokenUnanswered(),
                        Fault.TokenUnanswered.class,
                        "token-unanswered",
                        "The token call is never answered."),
                JsonFormat.plain(
                        new Fault.TokenGarbled(),
                        Fault.TokenGarbled.class,
                        "token-garbled",
                        "The token call is answered with status 200 and a body that is not JSON."),
                JsonFormat.of(
                        Fault.HandshakeRefused.class,
                        "handshake-refused",
                        "The WebSocket handshake is answered with an error.",
                        List.of(STATUS, RETRY_AFTER),
                        in -> new Fault.HandshakeRefused(in.number("status"), in.optionalDuration("retry_after")),
                        (fault, out) -> refusal(out, fault.status(), fault.retryAfter())),
                JsonFormat.of(
                        Fault.HandshakeSlow.class,
                        "handshake-slow",
                        "The WebSocket handshake is answered late.",
                        List.of(DELAY),
                        in -> new Fault.HandshakeSlow(in.span("delay")),
                        (fault, out) -> StepForms.span(out, "delay", fault.delay())),
                JsonFormat.plain(
                        new Fault.HandshakeUnanswered(),
                        Fault.HandshakeUnanswered.class,
                        "handshake-unanswered",
                        "The WebSocket handshake is never answered."),
                JsonFormat.plain(
                        new Fault.AuthRefused(),
                        Fault.AuthRefused.class,
                        "auth-refused",
                        "A token is answered with auth-incorrect, however sound it is."),
                JsonFormat.of(
                        Fault.AuthSlow.class,
                        "auth-slow",
                        "A token is answered late.",
                        List.of(DELAY),
                        in -> new Fault.AuthSlow(in.span("delay")),
                        (fault, out) -> StepForms.span(out, "delay", fault.delay())),
                JsonFormat.plain(
                        new Fault.AuthUnanswered(),
                        Fault.AuthUnanswered.class,
                        "auth-unanswered",
                        "A token is never answered."),
                JsonFormat.plain(
                        new Fault.HalfOpen(),
                        Fault.HalfOpen.class,
                        "half-open",
                        "The sockets go dead: nothing is read or written any more, and nothing ends them."),
                JsonFormat.plain(
                        new Fault.StalledReads(),
                        Fault.StalledReads.class,
                        "stalled-reads",
                        "Nothing is read from the sockets."),
                JsonFormat.of(
                        Fault.SlowBytes.class,
                        "slow-bytes",
                        "The sockets are sent a few bytes at a time.",
                        List.of(
                                Parameter.number("bytes", 1, 65_536, "how many at a time")
                                        .orElse("1"),
                                Parameter.of("every", DURATION, "how often").orElse("20ms")),
                        in -> new Fault.SlowBytes(in.number("bytes"), in.duration("every")),
                        (fault, out) ->
                                out.put("bytes", fault.bytes()).put("every", DurationFormat.format(fault.every()))),
                JsonFormat.of(
                        Fault.Fragmented.class,
                        "fragmented",
                        "Each message is cut into frames of random length.",
                        List.of(Parameter.number("bytes", 1, 65_536, "the most that a frame holds")
                                .orElse("16")),
                        in -> new Fault.Fragmented(in.number("bytes")),
                        (fault, out) -> out.put("bytes", fault.bytes())),
                JsonFormat.of(
                        Fault.InterleavedPings.class,
                        "interleaved-pings",
                        "A ping goes before every frame, also between the fragments of a message.",
                        List.of(Parameter.number("bytes", 0, 125, "the length of its payload")
                                .orElse("4")),
                        in -> new Fault.InterleavedPings(in.number("bytes")),
                        (fault, out) -> out.put("bytes", fault.bytes())),
                JsonFormat.of(
                        Fault.Recurring.class,
                        "recurring",
                        "An action is done at once, and again and again.",
                        List.of(
                                Parameter.of("action", ACTION, "the action"),
                                Parameter.of("every", SPAN, "how long until it is done again")
                                        .orElse("1s")),
                        in -> new Fault.Recurring(JsonFormats.ACTIONS.read(in.required("action")), in.span("every")),
                        (fault, out) -> {
                            out.set("action", JsonFormats.ACTIONS.write(fault.action()));
                            StepForms.span(out, "every", fault.every());
                        }));
    }

    private static void refusal(ObjectNode out, int status, Optional<Duration> retryAfter) {
        out.put("status", status);
        retryAfter.ifPresent(delay -> out.put("retry_after", DurationFormat.format(delay)));
    }
}
