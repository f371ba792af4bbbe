package dev.archon.protocol.codec;

import dev.archon.protocol.rest.Jwt;
import java.util.Objects;

/** A message from a client to a server. */
public sealed interface ClientMessage {

    /**
     * The client's first message, and each time its token is renewed.
     *
     * @param jwt the token from the REST call; a secret, which {@link #toString()} leaves out
     */
    record Authenticate(Jwt jwt) implements ClientMessage {

        /** The name on the wire. */
        public static final String TYPE = "auth";

        /**
         * Checks that nothing is {@code null}.
         *
         * @param jwt the token, not {@code null}
         */
        public Authenticate {
            Objects.requireNonNull(jwt, "jwt");
        }

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Authenticate[jwt=...]";
        }
    }

    /**
     * A line for the server's console.
     *
     * @param cmd the command, with its leading slash if it is one of the game's
     */
    record Command(String cmd) implements ClientMessage {

        /** The name on the wire. */
        public static final String TYPE = "command";

        /**
         * Checks that nothing is {@code null}.
         *
         * @param cmd the command, not {@code null}
         */
        public Command {
            Objects.requireNonNull(cmd, "cmd");
        }
    }
}
