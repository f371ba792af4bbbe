package dev.archon.protocol.rest;

import java.util.Optional;

/**
 * How a server's files are reached by SFTP.
 *
 * @param host the host and, if it is not the usual one, the port
 * @param username the user
 * @param password the password
 */
public record Sftp(Optional<String> host, Optional<String> username, Optional<Secret> password) {}
