package dev.archon.simulator.game;

import java.util.Random;
import java.util.UUID;

/** Creates ids in the form of Archon's and Modrinth's. */
final class RandomIds {

    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long VERSION_4 = 0x4000;
    private static final long VARIANT = Long.MIN_VALUE;

    private RandomIds() {}

    /** A UUID of version 4. */
    static UUID uuid(Random random) {
        long high = (random.nextLong() & ~0xF000L) | VERSION_4;
        long low = (random.nextLong() & ~(0b11L << 62)) | VARIANT;
        return new UUID(high, low);
    }

    /** The id of a project or of a version. */
    static String modrinth(Random random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(BASE_62.charAt(random.nextInt(BASE_62.length())));
        }
        return id.toString();
    }
}
