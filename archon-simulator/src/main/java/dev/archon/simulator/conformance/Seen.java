package dev.archon.simulator.conformance;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Something that was seen during a case. Secrets are replaced: the API token by {@value CaseSecrets#API_TOKEN}, the n-th token that
 * the server issued by {@code [token n]}.
 */
public sealed interface Seen {

    /**
     * Returns when it was seen.
     *
     * @return the time since the client was started
     */
    Duration at();

    /**
     * A request of the client's was complete.
     *
     * @param at when
     * @param connection the number of the connection, counted from 1
     * @param method the HTTP method
     * @param target the path with its query
     * @param version for example {@code HTTP/1.1}
     * @param headers the headers with names in small letters; values of the same name are joined by a comma
     */
    record Request(
            Duration at, int connection, String method, String target, String version, Map<String, String> headers)
            implements Seen {

        /** Copies the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }

        /**
         * Returns whether it asks for credentials.
         *
         * @return whether it is a token call
         */
        public boolean isTokenCall() {
            return target.endsWith("/ws") && target.contains("/servers/") && !isUpgrade();
        }

        /**
         * Returns whether it asks for a WebSocket.
         *
         * @return whether it has a header of the WebSocket handshake
         */
        public boolean isUpgrade() {
            // An Upgrade alone may be to HTTP/2, which some HTTP clients offer with each request.
            return headers.containsKey("sec-websocket-key")
                    || header("upgrade").toLowerCase(Locale.ROOT).contains("websocket");
        }

        /**
         * Returns a header.
         *
         * @param name its name in small letters
         * @return its value; empty if it is absent
         */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * A response was complete.
     *
     * @param at when
     * @param connection the number of the connection
     * @param status the HTTP status
     * @param issued the number of the token that it carries, counted from 1; 0 if it carries none
     */
    record Response(Duration at, int connection, int status, int issued) implements Seen {}

    /**
     * A WebSocket frame was complete.
     *
     * @param at when
     * @param connection the number of the connection
     * @param by who sent it
     * @param header what its first bytes say
     * @param content the text of a text frame, cut off at {@value FrameParser#KEPT} bytes; the payload of another frame in
     *     hexadecimal digits, cut off likewise
     */
    record Frame(Duration at, int connection, Peer by, FrameHeader header, String content) implements Seen {

        /**
         * Returns whether it is a frame of a kind.
         *
         * @param opcode the opcode
         * @return whether it has that opcode
         */
        public boolean is(int opcode) {
            return header.opcode() == opcode;
        }

        /**
         * Returns the code of a close frame.
         *
         * @return the code; empty if the frame is no close frame or has no code
         */
        public OptionalInt closeCode() {
            return is(FrameHeader.CLOSE) && content.length() >= 4
                    ? OptionalInt.of(Integer.parseInt(content.substring(0, 4), 16))
                    : OptionalInt.empty();
        }
    }

    /**
     * A message of the client's was complete.
     *
     * @param at when
     * @param connection the number of the connection
     * @param kind what it is
     * @param token for {@link Kind#AUTH} the number of the token; 0 if it is not one that the server issued
     * @param text the command, or what was wrong with the message
     */
    record Message(Duration at, int connection, Kind kind, int token, String text) implements Seen {

        /** What a client can send. */
        public enum Kind {
            /** An {@code auth} message. */
            AUTH,

            /** A {@code command} message. */
            COMMAND,

            /** Anything else. */
            UNREADABLE
        }
    }

    /**
     * A side has ended its half of a connection.
     *
     * @param at when
     * @param connection the number of the connection
     * @param by who ended it
     * @param how {@code FIN} or {@code RST}
     */
    record Ended(Duration at, int connection, Peer by, String how) implements Seen {}

    /**
     * The kit has done something.
     *
     * @param at when
     * @param label what, in the words of the case
     */
    record Done(Duration at, String label) implements Seen {}

    /**
     * A wait of the kit has timed out.
     *
     * @param at when it gave up
     * @param label what it waited for
     */
    record Missed(Duration at, String label) implements Seen {}

    /**
     * The client has printed a line that holds a text which the case looks for.
     *
     * @param at when
     * @param marker the text
     */
    record Printed(Duration at, String marker) implements Seen {}

    /**
     * The client has printed a token.
     *
     * @param at when
     * @param token its name, for example {@value CaseSecrets#API_TOKEN}
     */
    record Leaked(Duration at, String token) implements Seen {}

    /**
     * The client's process has ended by itself.
     *
     * @param at when
     * @param code its exit code
     */
    record Exited(Duration at, int code) implements Seen {}
}
