package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Something that goes wrong for as long as it is switched on. It is a value: switching it on, and off again, is for {@link
 * dev.archon.simulator.SimulatedServer#fault} or a step of a scenario.
 *
 * <p>Of several faults that would hit one call, handshake or {@code auth} message, the one that was switched on last does.
 */
public sealed interface Fault {

    /**
     * Every kind of fault, with what it takes.
     *
     * @return the kinds, in the order of the package's table
     */
    static List<Kind> kinds() {
        return JsonFormats.FAULTS.kinds();
    }

    /**
     * Reads a fault from JSON, in the form that it has in a scenario file.
     *
     * @param json for example <code>{"kind": "token-refused", "status": 429}</code>
     * @return the fault
     * @throws ScenarioFormatException if the text is no fault; it says where and why
     */
    static Fault parse(String json) {
        return JsonFormats.FAULTS.read(LocatedJsonReader.read("fault", json));
    }

    /**
     * The fault as JSON, as {@link #parse} takes it.
     *
     * @return one JSON object
     */
    default String toJson() {
        return JsonFormats.FAULTS.write(this).toString();
    }

    /**
     * The name of its kind.
     *
     * @return for example {@code token-refused}
     */
    default String kind() {
        return JsonFormats.FAULTS.nameOf(this);
    }

    /**
     * Whether it hits one occasion after the other and so can be switched on for a number of them: a call, a handshake, an
     * {@code auth} message, or one more time of a {@link Recurring} action. The others last until they are switched off.
     *
     * @return whether it can be counted
     */
    default boolean counted() {
        return !(this instanceof OnSocket || this instanceof OnStream);
    }

    /** Hits calls for WebSocket credentials that would have been answered with a token. */
    sealed interface OnTokenCall extends Fault {}

    /**
     * Hits REST calls before anything else looks at them: those that name the server that has the fault, and those that name no
     * server. The paths under {@code /sim/} and the simulator's own page are never hit.
     */
    sealed interface OnCall extends Fault {

        /**
         * Which calls are hit.
         *
         * @return the pattern of the calls
         */
        CallPattern call();

        /** The field of the calls, which all kinds have. */
        private static <F extends OnCall> JsonField<F, CallPattern> field(Function<F, CallPattern> getter) {
            return JsonField.withDefault(
                    "call",
                    JsonType.CALL,
                    new CallPattern(CallPattern.ANY_METHOD, "/**"),
                    "which calls: a method and a path, a path, or a name such as power",
                    getter);
        }
    }

    /** Hits WebSocket handshakes. */
    sealed interface OnHandshake extends Fault {}

    /** Hits {@code auth} messages, first ones and renewals. */
    sealed interface OnAuth extends Fault {}

    /**
     * Lies on every socket that is open when it is switched on, and on those that open while it is; or, where it names one, on
     * one of them.
     */
    sealed interface OnSocket extends Fault {}

    /** Changes the frames that are sent while it is switched on, to every socket alike. */
    sealed interface OnStream extends Fault {}

    /**
     * The token call is answered with an error.
     *
     * @param status the HTTP status, 400 to 599
     * @param retryAfter the {@code Retry-After} header, in whole seconds; empty for none
     */
    record TokenRefused(int status, Optional<Duration> retryAfter) implements OnTokenCall {

        static final JsonFormat<TokenRefused> FORMAT = JsonFormat.of(
                TokenRefused.class,
                "token-refused",
                "The token call is answered with an error.",
                JsonField.required("status", JsonType.number(400, 599), "the HTTP status", TokenRefused::status),
                JsonField.optional(
                        "retry_after",
                        JsonType.DURATION,
                        "the Retry-After header, in whole seconds; none if absent",
                        TokenRefused::retryAfter),
                TokenRefused::new);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public TokenRefused {
            Limits.errorStatus(status);
            Limits.retryAfter(retryAfter);
        }

        /**
         * Makes an error without {@code Retry-After}.
         *
         * @param status the HTTP status, 400 to 599
         * @throws IllegalArgumentException if the status is out of range
         */
        public TokenRefused(int status) {
            this(status, Optional.empty());
        }
    }

    /**
     * The token call is answered late.
     *
     * @param delay how late
     */
    record TokenSlow(DurationRange delay) implements OnTokenCall {

        static final JsonFormat<TokenSlow> FORMAT = JsonFormat.of(
                TokenSlow.class,
                "token-slow",
                "The token call is answered late.",
                JsonField.withDefault(
                        "delay",
                        JsonType.RANGE,
                        DurationRange.of(Duration.ofSeconds(10)),
                        "how late",
                        TokenSlow::delay),
                TokenSlow::new);

        /** Checks that the delay is not null. */
        public TokenSlow {
            Objects.requireNonNull(delay, "delay");
        }
    }

    /** The token call is never answered. Its connection is closed after a minute of silence. */
    record TokenUnanswered() implements OnTokenCall {

        static final JsonFormat<TokenUnanswered> FORMAT = JsonFormat.of(
                TokenUnanswered.class, "token-unanswered", "The token call is never answered.", TokenUnanswered::new);
    }

    /** The token call is answered with status 200 and a body that is not JSON, as a broken proxy does. */
    record TokenGarbled() implements OnTokenCall {

        static final JsonFormat<TokenGarbled> FORMAT = JsonFormat.of(
                TokenGarbled.class,
                "token-garbled",
                "The token call is answered with status 200 and a body that is not JSON.",
                TokenGarbled::new);
    }

    /**
     * REST calls are answered with an error.
     *
     * @param call which calls
     * @param status the HTTP status, 400 to 599
     * @param retryAfter the {@code Retry-After} header, in whole seconds; empty for none
     */
    record CallRefused(CallPattern call, int status, Optional<Duration> retryAfter) implements OnCall {

        static final JsonFormat<CallRefused> FORMAT = JsonFormat.of(
                CallRefused.class,
                "call-refused",
                "REST calls are answered with an error.",
                OnCall.field(CallRefused::call),
                JsonField.required("status", JsonType.number(400, 599), "the HTTP status", CallRefused::status),
                JsonField.optional(
                        "retry_after",
                        JsonType.DURATION,
                        "the Retry-After header, in whole seconds; none if absent",
                        CallRefused::retryAfter),
                CallRefused::new);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public CallRefused {
            Objects.requireNonNull(call, "call");
            Limits.errorStatus(status);
            Limits.retryAfter(retryAfter);
        }

        /**
         * Makes an error without {@code Retry-After}.
         *
         * @param call which calls, as {@link CallPattern#parse} takes it
         * @param status the HTTP status, 400 to 599
         * @throws IllegalArgumentException if the text means no call, or the status is out of range
         */
        public CallRefused(String call, int status) {
            this(CallPattern.parse(call), status, Optional.empty());
        }
    }

    /**
     * REST calls are answered late: what they ask for is done when the delay is over.
     *
     * @param call which calls
     * @param delay how late
     */
    record CallSlow(CallPattern call, DurationRange delay) implements OnCall {

        static final JsonFormat<CallSlow> FORMAT = JsonFormat.of(
                CallSlow.class,
                "call-slow",
                "REST calls are answered late.",
                OnCall.field(CallSlow::call),
                JsonField.withDefault(
                        "delay", JsonType.RANGE, DurationRange.of(Duration.ofSeconds(10)), "how late", CallSlow::delay),
                CallSlow::new);

        /** Checks that nothing is null. */
        public CallSlow {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(delay, "delay");
        }
    }

    /**
     * REST calls are never answered. Their connections are closed after a minute of silence.
     *
     * @param call which calls
     */
    record CallUnanswered(CallPattern call) implements OnCall {

        static final JsonFormat<CallUnanswered> FORMAT = JsonFormat.of(
                CallUnanswered.class,
                "call-unanswered",
                "REST calls are never answered.",
                OnCall.field(CallUnanswered::call),
                CallUnanswered::new);

        /** Checks that the pattern is not null. */
        public CallUnanswered {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * The connections of REST calls are closed without an answer.
     *
     * @param call which calls
     */
    record CallClosed(CallPattern call) implements OnCall {

        static final JsonFormat<CallClosed> FORMAT = JsonFormat.of(
                CallClosed.class,
                "call-closed",
                "The connections of REST calls are closed without an answer.",
                OnCall.field(CallClosed::call),
                CallClosed::new);

        /** Checks that the pattern is not null. */
        public CallClosed {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * REST calls are answered with status 200 and a body that is not JSON, as a broken proxy does.
     *
     * @param call which calls
     */
    record CallGarbled(CallPattern call) implements OnCall {

        static final JsonFormat<CallGarbled> FORMAT = JsonFormat.of(
                CallGarbled.class,
                "call-garbled",
                "REST calls are answered with status 200 and a body that is not JSON.",
                OnCall.field(CallGarbled::call),
                CallGarbled::new);

        /** Checks that the pattern is not null. */
        public CallGarbled {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * The handshake is answered with an error.
     *
     * @param status the HTTP status, 400 to 599
     * @param retryAfter the {@code Retry-After} header, in whole seconds; empty for none
     */
    record HandshakeRefused(int status, Optional<Duration> retryAfter) implements OnHandshake {

        static final JsonFormat<HandshakeRefused> FORMAT = JsonFormat.of(
                HandshakeRefused.class,
                "handshake-refused",
                "The WebSocket handshake is answered with an error.",
                JsonField.required("status", JsonType.number(400, 599), "the HTTP status", HandshakeRefused::status),
                JsonField.optional(
                        "retry_after",
                        JsonType.DURATION,
                        "the Retry-After header, in whole seconds; none if absent",
                        HandshakeRefused::retryAfter),
                HandshakeRefused::new);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public HandshakeRefused {
            Limits.errorStatus(status);
            Limits.retryAfter(retryAfter);
        }

        /**
         * Makes an error without {@code Retry-After}.
         *
         * @param status the HTTP status, 400 to 599
         * @throws IllegalArgumentException if the status is out of range
         */
        public HandshakeRefused(int status) {
            this(status, Optional.empty());
        }
    }

    /**
     * The handshake is answered late.
     *
     * @param delay how late
     */
    record HandshakeSlow(DurationRange delay) implements OnHandshake {

        static final JsonFormat<HandshakeSlow> FORMAT = JsonFormat.of(
                HandshakeSlow.class,
                "handshake-slow",
                "The WebSocket handshake is answered late.",
                JsonField.withDefault(
                        "delay",
                        JsonType.RANGE,
                        DurationRange.of(Duration.ofSeconds(10)),
                        "how late",
                        HandshakeSlow::delay),
                HandshakeSlow::new);

        /** Checks that the delay is not null. */
        public HandshakeSlow {
            Objects.requireNonNull(delay, "delay");
        }
    }

    /** The handshake is never answered. Its connection is closed after a minute of silence. */
    record HandshakeUnanswered() implements OnHandshake {

        static final JsonFormat<HandshakeUnanswered> FORMAT = JsonFormat.of(
                HandshakeUnanswered.class,
                "handshake-unanswered",
                "The WebSocket handshake is never answered.",
                HandshakeUnanswered::new);
    }

    /** A token is answered with {@code auth-incorrect}, however sound it is. */
    record AuthRefused() implements OnAuth {

        static final JsonFormat<AuthRefused> FORMAT = JsonFormat.of(
                AuthRefused.class,
                "auth-refused",
                "A token is answered with auth-incorrect, even if it is valid.",
                AuthRefused::new);
    }

    /**
     * A token is answered late.
     *
     * @param delay how late
     */
    record AuthSlow(DurationRange delay) implements OnAuth {

        static final JsonFormat<AuthSlow> FORMAT = JsonFormat.of(
                AuthSlow.class,
                "auth-slow",
                "A token is answered late.",
                JsonField.withDefault(
                        "delay", JsonType.RANGE, DurationRange.of(Duration.ofSeconds(10)), "how late", AuthSlow::delay),
                AuthSlow::new);

        /** Checks that the delay is not null. */
        public AuthSlow {
            Objects.requireNonNull(delay, "delay");
        }
    }

    /** A token is never answered; the socket stays open, unauthenticated. */
    record AuthUnanswered() implements OnAuth {

        static final JsonFormat<AuthUnanswered> FORMAT = JsonFormat.of(
                AuthUnanswered.class, "auth-unanswered", "A token is never answered.", AuthUnanswered::new);
    }

    /**
     * The sockets go dead: nothing is read from them or written to them any more, and nothing closes them, as when a router
     * forgets a connection. They stay dead when the fault is switched off; the simulator closes them after ten minutes,
     * or when it is closed.
     */
    record HalfOpen() implements OnSocket {

        static final JsonFormat<HalfOpen> FORMAT = JsonFormat.of(
                HalfOpen.class,
                "half-open",
                "The sockets go dead: nothing is read or written any more, and nothing closes them.",
                HalfOpen::new);
    }

    /** Nothing is read from the sockets; what they are sent still arrives. Reading goes on when it is switched off. */
    record StalledReads() implements OnSocket {

        static final JsonFormat<StalledReads> FORMAT = JsonFormat.of(
                StalledReads.class, "stalled-reads", "Nothing is read from the sockets.", StalledReads::new);
    }

    /**
     * The sockets are sent a few bytes at a time.
     *
     * @param bytes how many, 1 to 65,536
     * @param every how often, above zero
     */
    record SlowBytes(int bytes, Duration every) implements OnSocket {

        static final JsonFormat<SlowBytes> FORMAT = JsonFormat.of(
                SlowBytes.class,
                "slow-bytes",
                "The sockets are sent a few bytes at a time.",
                JsonField.withDefault("bytes", JsonType.number(1, 65_536), 1, "how many at a time", SlowBytes::bytes),
                JsonField.withDefault(
                        "every", JsonType.DURATION, Duration.ofMillis(20), "how often; above 0", SlowBytes::every),
                SlowBytes::new);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public SlowBytes {
            Limits.number("bytes", bytes, 1, 65_536);
            Limits.interval("every", every);
        }
    }

    /**
     * Frames arrive late, each by a time that is drawn for it, and in the order in which they were sent. Whatever a WebSocket
     * carries is delayed: messages, pings, pongs, close frames, and the end of the connection; a TCP reset is not.
     *
     * <p>No more than a mebibyte is on its way to a client at a time, as with the window of TCP; what is behind waits as it
     * does for a client that does not read. From a client at most 64 KiB are on their way before the simulator stops reading.
     * When the fault is switched off, what is on its way arrives at once.
     *
     * @param direction which way
     * @param delay how late, in the simulator's time
     * @param connection the number of the only connection that it lies on, as {@link
     *     dev.archon.simulator.SimulatedServer#connectionNumbers()} has it; empty for all
     */
    record Latency(Direction direction, DurationRange delay, OptionalInt connection) implements OnSocket {

        static final JsonFormat<Latency> FORMAT = JsonFormat.of(
                Latency.class,
                "latency",
                "Frames arrive late, in their order.",
                JsonField.withDefault(
                        "direction", JsonType.choice(Direction.class), Direction.BOTH, "which way", Latency::direction),
                JsonField.withDefault(
                        "delay",
                        JsonType.RANGE,
                        DurationRange.of(Duration.ofMillis(200)),
                        "how late; drawn for each frame if it is a span",
                        Latency::delay),
                Limits.connection(Latency::connection),
                Latency::new);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the number of the connection is below 1
         */
        public Latency {
            Objects.requireNonNull(direction, "direction");
            Objects.requireNonNull(delay, "delay");
            Limits.connection(connection);
        }

        /**
         * Makes a latency of every connection.
         *
         * @param direction which way
         * @param delay how late, in the simulator's time
         */
        public Latency(Direction direction, DurationRange delay) {
            this(direction, delay, OptionalInt.empty());
        }
    }

    /**
     * Frames arrive as fast as a narrow line carries them, in the order in which they were sent. What is on its way is bounded
     * as by {@link Latency}, which it can be combined with; when the fault is switched off, it arrives at once.
     *
     * @param direction which way
     * @param bytesPerSecond how many bytes of frames the line carries each way in a second of the simulator's time, 1 to
     *     1,000,000,000
     * @param connection the number of the only connection that it lies on, as {@link
     *     dev.archon.simulator.SimulatedServer#connectionNumbers()} has it; empty for all, each of which has a line of its own
     */
    record Bandwidth(Direction direction, int bytesPerSecond, OptionalInt connection) implements OnSocket {

        static final JsonFormat<Bandwidth> FORMAT = JsonFormat.of(
                Bandwidth.class,
                "bandwidth",
                "Frames arrive as fast as a narrow line carries them.",
                JsonField.withDefault(
                        "direction",
                        JsonType.choice(Direction.class),
                        Direction.BOTH,
                        "which way",
                        Bandwidth::direction),
                JsonField.withDefault(
                        "bytes_per_second",
                        JsonType.number(1, Limits.MOST_BYTES_PER_SECOND),
                        16_384,
                        "how much it carries",
                        Bandwidth::bytesPerSecond),
                Limits.connection(Bandwidth::connection),
                Bandwidth::new);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if a number is out of range
         */
        public Bandwidth {
            Objects.requireNonNull(direction, "direction");
            Limits.number("bytes_per_second", bytesPerSecond, 1, Limits.MOST_BYTES_PER_SECOND);
            Limits.connection(connection);
        }

        /**
         * Makes a narrow line of every connection.
         *
         * @param direction which way
         * @param bytesPerSecond how many bytes of frames the line carries in a second, 1 to 1,000,000,000
         * @throws IllegalArgumentException if it is out of range
         */
        public Bandwidth(Direction direction, int bytesPerSecond) {
            this(direction, bytesPerSecond, OptionalInt.empty());
        }
    }

    /**
     * Each message is cut into frames of random length; characters are cut too.
     *
     * @param bytes the most that a frame holds, 1 to 65,536
     */
    record Fragmented(int bytes) implements OnStream {

        static final JsonFormat<Fragmented> FORMAT = JsonFormat.of(
                Fragmented.class,
                "fragmented",
                "Each message is cut into frames of random length.",
                JsonField.withDefault(
                        "bytes", JsonType.number(1, 65_536), 16, "the most that a frame holds", Fragmented::bytes),
                Fragmented::new);

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Fragmented {
            Limits.number("bytes", bytes, 1, 65_536);
        }
    }

    /**
     * A ping goes before every frame, also before those that continue a message.
     *
     * @param bytes the length of its payload, 0 to 125
     */
    record InterleavedPings(int bytes) implements OnStream {

        static final JsonFormat<InterleavedPings> FORMAT = JsonFormat.of(
                InterleavedPings.class,
                "interleaved-pings",
                "A ping goes before every frame, also between the fragments of a message.",
                JsonField.withDefault(
                        "bytes", JsonType.number(0, 125), 4, "the length of its payload", InterleavedPings::bytes),
                InterleavedPings::new);

        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public InterleavedPings {
            Limits.number("bytes", bytes, 0, 125);
        }
    }

    /**
     * An action is done at once, and again and again.
     *
     * @param action the action
     * @param every how long until it is done again; never zero
     */
    record Recurring(Action action, DurationRange every) implements Fault {

        static final JsonFormat<Recurring> FORMAT = JsonFormat.of(
                Recurring.class,
                "recurring",
                "An action is performed at once, and again and again.",
                JsonField.required("action", JsonType.ACTION, "the action", Recurring::action),
                JsonField.withDefault(
                        "every",
                        JsonType.RANGE,
                        DurationRange.of(Duration.ofSeconds(1)),
                        "how long until it is performed again; never 0",
                        Recurring::every),
                Recurring::new);

        /**
         * Checks the span.
         *
         * @throws IllegalArgumentException if it may be zero
         */
        public Recurring {
            Objects.requireNonNull(action, "action");
            Limits.interval("every", every.least());
        }
    }
}
