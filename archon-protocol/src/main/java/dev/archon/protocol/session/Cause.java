package dev.archon.protocol.session;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Why an attempt failed, a connection was lost, or a session ended.
 *
 * @param kind what happened
 * @param code the HTTP status or the close code (RFC 6455, section 7.4) that goes with it; empty if there is none
 * @param detail more about it, for a person to read; may be empty, holds no token
 */
public record Cause(Kind kind, OptionalInt code, String detail) {

    /** What happened. */
    public enum Kind {
        /** The user asked for it. */
        REQUESTED,

        /** The token call was answered with 401, 403 or 404, or its answer can never be of use: trying again is no help. */
        TOKEN_REFUSED,

        /** The token call failed in another way, for example because it was not answered in time. */
        TOKEN_FAILED,

        /** The token call gave a token that the server has refused before. */
        TOKEN_REPEATED,

        /** The connection could not be made, or its handshake was refused. */
        OPEN_FAILED,

        /** The connection or its handshake was not done in time. */
        OPEN_TIMED_OUT,

        /** The server answered the token with {@code auth-incorrect}. */
        AUTH_REFUSED,

        /** The server did not answer the token in time. */
        AUTH_TIMED_OUT,

        /** The token could not be written to the connection. */
        AUTH_NOT_SENT,

        /** The server closed the connection with a close code. */
        CLOSED,

        /** The connection ended without a close frame. */
        LOST,

        /** The server was silent and did not answer a ping in time. */
        KEEP_ALIVE_TIMED_OUT,

        /** The client itself failed: code of its own, of a library or of the embedder has thrown. */
        BROKEN
    }

    /** Checks that nothing is {@code null}. */
    public Cause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
    }

    static Cause of(Kind kind) {
        return new Cause(kind, OptionalInt.empty(), "");
    }

    static Cause of(Kind kind, String detail) {
        return new Cause(kind, OptionalInt.empty(), detail);
    }

    static Cause of(Kind kind, Failure failure) {
        return new Cause(kind, failure.status(), failure.detail());
    }

    /**
     * The cause in a few words, for a log line or an error message.
     *
     * @return for example {@code "the token call was refused (401): ..."}
     */
    public String describe() {
        String what = switch (kind) {
            case REQUESTED -> "disconnected on request";
            case TOKEN_REFUSED -> "the token call was refused";
            case TOKEN_FAILED -> "the token call failed";
            case TOKEN_REPEATED -> "the token call gave a token that the server has already refused";
            case OPEN_FAILED -> "the connection could not be opened";
            case OPEN_TIMED_OUT -> "the connection was not open in time";
            case AUTH_REFUSED -> "the server refused the token";
            case AUTH_TIMED_OUT -> "the server did not answer the token in time";
            case AUTH_NOT_SENT -> "the token could not be sent";
            case CLOSED -> "the server closed the connection";
            case LOST -> "the connection was lost";
            case KEEP_ALIVE_TIMED_OUT -> "the server was silent and answered no ping";
            case BROKEN -> "the client itself failed";
        };
        String number = code.isPresent() ? " (" + code.getAsInt() + ")" : "";
        return what + number + (detail.isEmpty() ? "" : ": " + detail);
    }
}
