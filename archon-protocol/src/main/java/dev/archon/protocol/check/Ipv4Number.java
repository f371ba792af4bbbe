package dev.archon.protocol.check;

import org.jspecify.annotations.Nullable;

/** IPv4 addresses in the forms that browsers take: fewer than four parts, hexadecimal and octal ones. */
final class Ipv4Number {

    private Ipv4Number() {}

    /** The four parts of an address whose last part is a number, or else the name as it is. */
    static String normal(String host) {
        String[] parts = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).split("\\.", -1);
        String last = parts[parts.length - 1];
        if (!last.matches("\\d+|0[xX][0-9a-fA-F]*")) {
            return host;
        }
        if (parts.length > 4) {
            throw notValid();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            Long part = part(parts[i]);
            boolean isLast = i == parts.length - 1;
            long most = isLast ? (1L << (8 * (5 - parts.length))) - 1 : 255;
            if (part == null || part > most) {
                throw notValid();
            }
            address |= isLast ? part : part << (24 - 8 * i);
        }
        return (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255);
    }

    private static @Nullable Long part(String text) {
        boolean hex = text.matches("0[xX][0-9a-fA-F]{0,10}");
        boolean octal = !hex && text.matches("0[0-7]{1,11}");
        if (!hex && !octal && !text.matches("\\d{1,10}")) {
            return null;
        }
        String digits = hex ? text.substring(2) : text;
        try {
            return digits.isEmpty() ? 0L : Long.valueOf(Long.parseLong(digits, hex ? 16 : octal ? 8 : 10));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static IllegalArgumentException notValid() {
        return new IllegalArgumentException("has a host or port that is not valid");
    }
}
