package dev.archon.protocol.rest;

/**
 * A password or token. {@link #toString()} shows nothing of it; a JSON mapper would write {@link #value()}.
 *
 * @param value the password or token
 */
public record Secret(String value) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Secret[...]";
    }
}
