package dev.archon.simulator.journal;

import dev.archon.protocol.rest.PowerAction;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/** One thing that a client did, or that happened to it. */
public sealed interface JournalEntry {

    /** The longest text of a client's that an entry keeps, in UTF-16 units. */
    int MAX_TEXT = 32_767;

    /**
     * When, in the simulator's time.
     *
     * @return the time
     */
    Instant time();

    /**
     * The server that it was about.
     *
     * @return the server's id, as the client gave it
     */
    String server();

    /**
     * A call for WebSocket credentials.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param status the HTTP status of the answer; 0 if it was left without one
     */
    record TokenCall(Instant time, String server, int status) implements JournalEntry {}

    /**
     * A WebSocket handshake.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param status the HTTP status of the answer, 101 for success; 0 if it was left without one
     */
    record Handshake(Instant time, String server, int status) implements JournalEntry {}

    /**
     * An {@code auth} message.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param accepted whether the answer was {@code auth-ok}
     * @param detail {@code "first"} or {@code "renewed"} when accepted, else why not
     */
    record Auth(Instant time, String server, boolean accepted, String detail) implements JournalEntry {}

    /**
     * A {@code command} message.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param text the line as it was sent; cut off at {@link #MAX_TEXT}
     */
    record Command(Instant time, String server, String text) implements JournalEntry {}

    /**
     * A power call that was accepted.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param action what was asked for
     */
    record Power(Instant time, String server, PowerAction action) implements JournalEntry {}

    /**
     * Any other REST call, answered or not, a power call that was refused, and every call that a stub or a fault answered.
     * Secrets are removed: the values of headers and fields that are secret by their name, JSON Web Tokens, and the bearer
     * token.
     *
     * @param time when, in the simulator's time
     * @param server the id of the server that it was about; empty if it names none
     * @param method the HTTP method
     * @param path the path with its query; cut off at {@link #MAX_BODY}
     * @param headers the headers of the request, with names in small letters
     * @param body the body of the request; cut off at {@link #MAX_BODY}
     * @param status the HTTP status of the answer; 404 if nothing answers such a call; 0 if a fault left it without one
     * @param answerer who answered it
     * @param detail more about that: which stub answered, where the call was forwarded to, the JSON of the fault, or, if
     *     nobody answered, the JSON of a stub that would; empty if there is nothing more
     */
    record Call(
            Instant time,
            String server,
            String method,
            String path,
            Map<String, String> headers,
            String body,
            int status,
            Answerer answerer,
            String detail)
            implements JournalEntry {

        /** The longest path and body that an entry keeps, in UTF-16 units. */
        public static final int MAX_BODY = 4096;

        /** Copies the headers. */
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A WebSocket ping, which was answered.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param bytes the length of its payload
     */
    record Ping(Instant time, String server, int bytes) implements JournalEntry {}

    /**
     * A WebSocket pong.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param bytes the length of its payload
     */
    record Pong(Instant time, String server, int bytes) implements JournalEntry {}

    /**
     * A message that could not be read. It was ignored.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param problem what was wrong with it; cut off at {@link #MAX_TEXT}
     */
    record Unreadable(Instant time, String server, String problem) implements JournalEntry {}

    /**
     * A WebSocket ended.
     *
     * @param time when, in the simulator's time
     * @param server the server's id
     * @param by who began it
     * @param code the close code; empty if there was no close frame, or none with a code
     * @param reason the reason that went with the code, or what happened instead
     */
    record Closed(Instant time, String server, Side by, OptionalInt code, String reason) implements JournalEntry {}

    /** Who answered a call. */
    enum Answerer {
        /** The simulator, from its model. */
        SIMULATOR,

        /** A stub. */
        STUB,

        /** Another address, to which it was forwarded; or nothing there, when the status is 502 or 504. */
        FORWARD,

        /** A fault, which may have left the call without an answer. */
        FAULT,

        /** Nobody: it is no call that the simulator or a stub knows. */
        NOBODY
    }

    /** A side of a connection. */
    enum Side {
        /** The client. */
        CLIENT,

        /** The simulator. */
        SIMULATOR
    }
}
