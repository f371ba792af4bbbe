package dev.archon.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
    default boolean isCounted() {
        return !(this instanceof OnSocket || this instanceof OnStream);
    }

    /** Hits calls for WebSocket credentials that would have been answered with a token. */
    sealed interface OnTokenCall extends Fault {}

    /** Hits WebSocket handshakes. */
    sealed interface OnHandshake extends Fault {}

    /** Hits {@code auth} messages, first ones and renewals. */
    sealed interface OnAuth extends Fault {}

    /** Lies on every socket that is open when it is switched on, and on those that open while it is. */
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
        /**
         * Checks the values.
         *
         * @param status see {@link #status()}
         * @param retryAfter see {@link #retryAfter()}
         * @throws IllegalArgumentException if one is out of range
         */
        public TokenRefused {
            Limits.errorStatus(status);
            Limits.retryAfter(retryAfter);
        }

        /**
         * An error without {@code Retry-After}.
         *
         * @param status see {@link #status()}
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
        /**
         * Checks that there is one.
         *
         * @param delay see {@link #delay()}
         */
        public TokenSlow {
            Objects.requireNonNull(delay, "delay");
        }
    }

    /** The token call is never answered. Its connection is closed after a minute of silence. */
    record TokenUnanswered() implements OnTokenCall {}

    /** The token call is answered with status 200 and a body that is not JSON, as a broken proxy does. */
    record TokenGarbled() implements OnTokenCall {}

    /**
     * The handshake is answered with an error.
     *
     * @param status the HTTP status, 400 to 599
     * @param retryAfter the {@code Retry-After} header, in whole seconds; empty for none
     */
    record HandshakeRefused(int status, Optional<Duration> retryAfter) implements OnHandshake {
        /**
         * Checks the values.
         *
         * @param status see {@link #status()}
         * @param retryAfter see {@link #retryAfter()}
         * @throws IllegalArgumentException if one is out of range
         */
        public HandshakeRefused {
            Limits.errorStatus(status);
            Limits.retryAfter(retryAfter);
        }

        /**
         * An error without {@code Retry-After}.
         *
         * @param status see {@link #status()}
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
        /**
         * Checks that there is one.
         *
         * @param delay see {@link #delay()}
         */
        public HandshakeSlow {
            Objects.requireNonNull(delay, "delay");
        }
    }

    /** The handshake is never answered. Its connection is closed after a minute of silence. */
    record HandshakeUnanswered() implements OnHandshake {}

    /** A token is answered with {@code auth-incorrect}, however sound it is. */
    record AuthRefused() implements OnAuth {}

    /**
     * A token is answered late.
     *
     * @param delay how late
     */
    record AuthSlow(DurationRange delay) implements OnAuth {
        /**
         * Checks that there is one.
         *
         * @param delay see {@link #delay()}
         */
        public AuthSlow {
            Objects.requireNonNull(delay, "delay");
        }
    }

    /** A token is never answered; the socket stays open, unauthenticated. */
    record AuthUnanswered() implements OnAuth {}

    /**
     * The sockets go dead: nothing is read from them or written to them any more, and nothing ends them, as when a router
     * forgets a connection. They stay dead when the fault is switched off; the simulator lets go of them after ten minutes,
     * or when it is closed.
     */
    record HalfOpen() implements OnSocket {}

    /** Nothing is read from the sockets; what they are sent still arrives. Reading goes on when it is switched off. */
    record StalledReads() implements OnSocket {}

    /**
     * The sockets are sent a few bytes at a time.
     *
     * @param bytes how many, 1 to 65,536
     * @param every how often, above zero
     */
    record SlowBytes(int bytes, Duration every) implements OnSocket {
        /**
         * Checks the values.
         *
         * @param bytes see {@link #bytes()}
         * @param every see {@link #every()}
         * @throws IllegalArgumentException if one is out of range
         */
        public SlowBytes {
            Limits.number("bytes", bytes, 1, 65_536);
            Limits.interval("every", every);
        }
    }

    /**
     * Each message is cut into frames of random length; characters are cut too.
     *
     * @param bytes the most that a frame holds, 1 to 65,536
     */
    record Fragmented(int bytes) implements OnStream {
        /**
         * Checks the length.
         *
         * @param bytes see {@link #bytes()}
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
        /**
         * Checks the length.
         *
         * @param bytes see {@link #bytes()}
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
        /**
         * Checks the span.
         *
         * @param action see {@link #action()}
         * @param every see {@link #every()}
         * @throws IllegalArgumentException if it may be zero
         */
        public Recurring {
            Objects.requireNonNull(action, "action");
            Limits.interval("every", every.least());
        }
    }
}
