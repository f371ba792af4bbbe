package dev.archon.protocol.rest;

/**
 * What the user of the API token may do with a server, as a mask of 64 bits. What each bit means is not documented by
 * Modrinth.
 *
 * @param mask the bits; read as an unsigned number, as {@link #toString()} shows it
 */
public record Permissions(long mask) {

    /**
     * Whether all of some permissions are given.
     *
     * @param bits the bits to look for
     * @return whether every one of them is set
     */
    public boolean has(long bits) {
        return (mask & bits) == bits;
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(mask);
    }
}
