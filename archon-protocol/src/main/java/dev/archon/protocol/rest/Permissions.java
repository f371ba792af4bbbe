package dev.archon.protocol.rest;

/**
 * The permissions of the API token's user on a server, as a mask of 64 bits. The meaning of each bit is not documented by
 * Modrinth.
 *
 * @param mask the bits; read as an unsigned number, as {@link #toString()} shows it
 */
public record Permissions(long mask) {

    /**
     * Whether all of the given permissions are granted.
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
