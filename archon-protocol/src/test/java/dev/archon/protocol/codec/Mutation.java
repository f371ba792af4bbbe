package dev.archon.protocol.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Breaks a message in a few places, or makes it strange without breaking it. */
public final class Mutation {

    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "NaN",
        "-0",
        "1e999",
        "9223372036854775808",
        "1e-99999999999",
        "\\ud800",
        "\\u",
        "\\x",
        " ",
        "\n",
        "\0",
        "\ufeff",
        "😀",
        "\"event\":\"log\",",
        "\"event\":\"uptime\",",
        "{}",
        "[[",
        "\"x\":{\"y\":[1]},",
        "/*",
        "'"
    };

    private Mutation() {}

    public static byte[] mutate(byte[] message, long seed) {
        Random random = new Random(seed);
        byte[] mutated = message;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutated = once(mutated, random);
        }
        return mutated;
    }

    private static byte[] once(byte[] message, Random random) {
        int from = random.nextInt(message.length + 1);
        int to = Math.min(message.length, from + random.nextInt(12));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, from);
        switch (random.nextInt(7)) {
            case 0 -> out.write(message, to, message.length - to);
            case 1 -> {
                out.write(message, from, to - from);
                out.write(message, from, message.length - from);
            }
            case 2 -> {
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
                out.write(message, from, message.length - from);
            }
            case 3 -> {
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
                out.write(message, to, message.length - to);
            }
            case 4 -> {
                out.write(random.nextInt(256));
                out.write(message, from, message.length - from);
            }
            case 5 -> {
                out.write(message, from, message.length - from);
                byte[] flipped = out.toByteArray();
                if (flipped.length > 0) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            default -> {
                // Cut off.
            }
        }
        return out.toByteArray();
    }
}
