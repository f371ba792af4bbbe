package dev.archon.protocol.scan;

import dev.archon.protocol.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings for names that come again and again, found by their bytes: those of loggers, levels and threads. A server with
 * a few hundred of them needs a string for each only once.
 *
 * <p>It has a fixed number of places, one for each hash, and keeps no long names; a new name takes the place of the old
 * one. So whatever comes, it holds no more than {@value #PLACES} names of {@value #LONGEST} bytes. Names are of
 * ASCII. Not for use by several threads.
 */
final class NameCache {

    static final int PLACES = 256;
    static final int LONGEST = 80;

    private final byte[][] keys = new byte[PLACES][];
    private final @Nullable String[] names = new @Nullable String[PLACES];

    String get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        int place = hash(bytes, from, to) & PLACES - 1;
        byte[] key = keys[place];
        String name = names[place];
        if (name != null && Arrays.equals(key, 0, key.length, bytes, from, to)) {
            return name;
        }
        String made = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        keys[place] = Arrays.copyOfRange(bytes, from, to);
        names[place] = made;
        return made;
    }

    /** Takes eight bytes at a time; those of the last step may have been taken before. */
    private static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length;
        if (length < Long.BYTES) {
            for (int i = from; i < to; i++) {
                hash = hash * 31 + bytes[i];
            }
        } else {
            for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
                hash = (hash ^ Swar.get(bytes, i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 32;
            }
            hash ^= Swar.get(bytes, to - Long.BYTES);
        }
        hash *= 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 40);
    }
}
