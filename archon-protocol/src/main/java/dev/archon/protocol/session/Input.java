package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * An input of a session: a request of the user, an answer, an event on the connection, or a timer that fired.
 *
 * <p>Answers and events carry the number of the {@link Effect} that asked for them. An input for a token call or a
 * connection that the session has given up since is ignored.
 */
public sealed interface Input {

    /** The user asks for a connection. Has no effect if there is one, or one is being opened. */
    record Connect() implements Input {}

    /** The user asks for a new connection in place of the present one. */
    record Reconnect() implements Input {}

    /** The user asks for the end of the connection. */
    record Disconnect() implements Input {}

    /** The user ends the session for good. */
    record Close() implements Input {}

    /**
     * The token call has been answered.
     *
     * @param fetch the number of the {@link Effect.FetchToken}
     * @param credentials the address to connect to, and the token
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
     * @param failure the failure
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
     * The connection could not be opened, or its handshake was refused.
     *
     * @param connection the number of the {@link Effect.Open}
     * @param failure the failure
     */
    record OpenFailed(long connection, Failure failure) implements Input {

        /** Checks that nothing is {@code null}. */
        public OpenFailed {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * The connection has ended, and not because the session closed it.
     *
     * @param connection the number of the {@link Effect.Open}
     * @param code the code of the server's close frame; empty if it ended without one
     * @param reason the reason in the close frame, or a text that says what broke the connection
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
     * The server sent {@code auth-expiring}: the token will expire soon.
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
     * @param token the token
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
     * The caller could not carry out an effect that the session relies on, such as starting a timer. The session ends,
     * since it would wait for an input that never comes.
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
     * A timer that was started and not cancelled has fired.
     *
     * @param timer the timer
     * @param sinceRead for {@link Timer#KEEP_ALIVE}, the time since bytes were read last, or since reading continued after a
     *     pause; for {@link Timer#HISTORY}, the time since the last console message, or since {@code auth-ok}. Other
     *     timers ignore it
     * @param readPaused whether reading is paused at the moment, because the consumer is slow; then silence does not mean
     *     that the server is silent
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
         * Makes the input of a timer that ignores what was read.
         *
         * @param timer the timer
         */
        public TimerFired(Timer timer) {
            this(timer, Duration.ZERO, false);
        }
    }
}
