package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What can happen to a session: a wish of the user, an answer, something on the connection, or a timer.
 *
 * <p>Answers and connections carry the number that the {@link Effect} had which asked for them. One that comes late, for
 * something that the session has given up since, is ignored.
 */
public sealed interface Input {

    /** The user wants to be connected. Changes nothing if that is so, or under way. */
    record Connect() implements Input {}

    /** The user wants a new connection, whatever the present one is like. */
    record Reconnect() implements Input {}

    /** The user wants no connection for now. */
    record Disconnect() implements Input {}

    /** The user wants no connection ever again. */
    record Close() implements Input {}

    /**
     * The token call has been answered.
     *
     * @param fetch the number of the {@link Effect.FetchToken}
     * @param credentials where to connect, and with what
     */
    record TokenFetched(long fetch, WebSocketCredentials credentials) implements Input {

        /** Checks that nothing is {@code null}. */
        public TokenFetched {
            Objects.requireNonNull(credentials, "credentials");
        }
    }

    /**
     * The token call has failed.
     *
     * @param fetch the number of the {@link Effect.FetchToken}
     * @param failure how
     */
    record TokenFailed(long fetch, Failure failure) implements Input {

        /** Checks that nothing is {@code null}. */
        public TokenFailed {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * The connection is open and its handshake done.
     *
     * @param connection the number of the {@link Effect.Open}
     */
    record Opened(long connection) implements Input {}

    /**
     * The connection could not be made, or its handshake was refused.
     *
     * @param connection the number of the {@link Effect.Open}
     * @param failure how
     */
    record OpenFailed(long connection, Failure failure) implements Input {

        /** Checks that nothing is {@code null}. */
        public OpenFailed {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * The connection has ended, not by the session's own wish.
     *
     * @param connection the number of the {@link Effect.Open}
     * @param code the code of the server's close frame; empty if it ended without one
     * @param reason the reason that stood in the close frame, or what broke the connection
     */
    record ConnectionClosed(long connection, OptionalInt code, String reason) implements Input {

        /** Checks that nothing is {@code null}. */
        public ConnectionClosed {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The server accepted a token.
     *
     * @param connection the number of the {@link Effect.Open}
     */
    record AuthOk(long connection) implements Input {}

    /**
     * The server's token will run out soon.
     *
     * @param connection the number of the {@link Effect.Open}
     */
    record AuthExpiring(long connection) implements Input {}

    /**
     * The server refused a token.
     *
     * @param connection the number of the {@link Effect.Open}
     */
    record AuthIncorrect(long connection) implements Input {}

    /**
     * A token could not be written to the connection.
     *
     * @param connection the number of the {@link Effect.SendAuth}
     * @param token its token
     * @param detail what went wrong, for a person to read; holds no token
     */
    record AuthNotSent(long connection, Jwt token, String detail) implements Input {

        /** Checks that nothing is {@code null}. */
        public AuthNotSent {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Whoever runs the session could not carry out an effect that the session relies on, such as starting a timer. The
     * session ends instead of waiting for what will never come.
     *
     * @param detail what went wrong, for a person to read; holds no token
     */
    record Broken(String detail) implements Input {

        /** Checks that nothing is {@code null}. */
        public Broken {
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * A timer that was started and not cancelled has run out.
     *
     * @param timer which
     * @param sinceRead for how long the connection has been read without bytes coming in: since the last ones, or since
     *     reading went on after a pause. For {@link Timer#HISTORY}: for how long no console message has come in, since the
     *     last one or since {@code auth-ok}. Of use to these two timers only
     * @param readPaused whether the connection is not being read just now, because the consumer is slow; then silence
     *     says nothing about the server
     */
    record TimerFired(Timer timer, Duration sinceRead, boolean readPaused) implements Input {

        /**
         * Checks the parameters.
         *
         * @throws IllegalArgumentException if {@code sinceRead} is negative
         */
        public TimerFired {
            Objects.requireNonNull(timer, "timer");
            if (sinceRead.isNegative()) {
                throw new IllegalArgumentException("sinceRead must not be negative");
            }
        }

        /**
         * A timer for which it does not matter what was read.
         *
         * @param timer which
         */
        public TimerFired(Timer timer) {
            this(timer, Duration.ZERO, false);
        }
    }
}
