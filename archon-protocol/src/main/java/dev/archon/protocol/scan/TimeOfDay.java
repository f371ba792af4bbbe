package dev.archon.protocol.scan;

/** A time of day as it stands before a line of the console: {@code "[HH:MM:SS] "}. */
public final class TimeOfDay {

    /** How many bytes it has. */
    public static final int LENGTH = 11;

    /** Where in it the two digits of the second stand. */
    static final int SECOND = 7;

    private static final int DAY_SECONDS = 24 * 60 * 60;

    private TimeOfDay() {}

    /**
     * Writes a time of day in ASCII.
     *
     * @param localSeconds seconds of local time since 1970-01-01 00:00
     * @param target has room for {@value #LENGTH} bytes
     * @param at where they begin
     */
    public static void put(long localSeconds, byte[] target, int at) {
        int ofDay = (int) Math.floorMod(localSeconds, (long) DAY_SECONDS);
        target[at] = '[';
        putTwoDigits(ofDay / 3600, target, at + 1);
        target[at + 3] = ':';
        putTwoDigits(ofDay / 60 % 60, target, at + 4);
        target[at + 6] = ':';
        putTwoDigits(ofDay % 60, target, at + SECOND);
        target[at + 9] = ']';
        target[at + 10] = ' ';
    }

    private static void putTwoDigits(int number, byte[] target, int at) {
        target[at] = (byte) ('0' + number / 10);
        target[at + 1] = (byte) ('0' + number % 10);
    }
}
