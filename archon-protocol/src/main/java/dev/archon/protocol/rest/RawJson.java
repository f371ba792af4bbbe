package dev.archon.protocol.rest;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * JSON as a server sent it, for fields that the records of this package do not have. It may hold secrets, such as the SFTP
 * password, so that neither {@link #toString()} nor a JSON mapper shows anything of it. An immutable value.
 */
public final class RawJson {

    /** Transient, so that mappers which read fields leave it out too. */
    private final transient String text;

    /**
     * Wraps JSON.
     *
     * @param text the JSON, untouched
     */
    public RawJson(String text) {
        this.text = requireNonNull(text, "text");
    }

    /**
     * Returns the JSON, with the secrets that it holds.
     *
     * @return the JSON, untouched
     */
    public String text() {
        return text;
    }

    /**
     * Whether another object is the same JSON.
     *
     * @param other what to compare with
     * @return whether both have the same text
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawJson that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Leaves the JSON out. */
    @Override
    public String toString() {
        return "RawJson[" + text.length() + " characters]";
    }
}
