package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a server's files are reached by SFTP.
 *
 * @param host the host and, if it is not the usual one, the port
 * @param username the user
 * @param password the password
 */
public record Sftp(Optional<String> host, Optional<String> username, Optional<Secret> password) {

    /** Checks that nothing is {@code null}. */
    public Sftp {
        requireNonNull(host, "host");
        requireNonNull(username, "username");
        requireNonNull(password, "password");
    }
}
