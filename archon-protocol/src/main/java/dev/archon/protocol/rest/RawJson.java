package dev.archon.protocol.rest;

/**
 * JSON as a server sent it, for fields that the records of this package do not have. It may hold secrets, such as the SFTP
 * password, so that {@link #toString()} shows nothing of it; a JSON mapper would write {@link #text()}.
 *
 * @param text the JSON, untouched
 */
public record RawJson(String text) {

    /** Leaves the JSON out. */
    @Override
    public String toString() {
        return "RawJson[" + text.length() + " characters]";
    }
}
