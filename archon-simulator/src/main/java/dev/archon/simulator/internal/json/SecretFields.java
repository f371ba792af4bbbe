package dev.archon.simulator.internal.json;

import java.util.Set;

/** Which fields of JSON hold a secret, for all that write down what clients and servers say. */
public final class SecretFields {

    /** Their names, in small letters. */
    public static final Set<String> NAMES = Set.of(
            "jwt",
            "token",
            "access_token",
            "refresh_token",
            "authorization",
            "password",
            "sftp_password",
            "secret",
            "api_key",
            "apikey");

    private SecretFields() {}
}
