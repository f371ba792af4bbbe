package dev.archon.protocol.session;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The reason why an attempt failed, a connection was lost, or a session ended.
 *
 * @param kind what happened
 * @param code the HTTP status or the close code (RFC 6455, section 7.4); empty if there is none
 * @param detail a text for people that says more; may be empty, and holds no token
 */
public record Cause(Kind kind, OptionalInt code, String detail) {

    /** What happened. */
    public enum Kind {
        /** The user asked for it. */
        REQUESTED,

        /** The token call was answered with 401, 403 or 404, or with an answer that another attempt cannot improve. */
        TOKEN_REFUSED,

        /** The token call failed in another way, for example because it was not answered in time. */
        TOKEN_FAILED,

        /** The token call returned a token that the server has refused before. */
        TOKEN_REPEATED,

        /** The connection could not be opened, or its handshake was refused. */
        OPEN_FAILED,

        /** The connection and its handshake were not complete in time. */
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

        /** The server sent nothing, and did not answer a ping in time. */
        KEEP_ALIVE_TIMED_OUT,

        /** The client itself failed: its own code, a library or code of the embedder threw an exception. */
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
     * Describes the cause in one sentence, for a log line or an error message.
     *
     * @return for example {@code "the token call was refused (401): ..."}
     */
    public String describe() {
        String what = switch (kind) {
            case REQUESTED -> "disconnected on request";
            case TOKEN_REFUSED -> "the token call was refused";
            case TOKEN_FAILED -> "the token call failed";
            case TOKEN_REPEATED -> "the token call returned a token that the server has already refused";
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
