package dev.archon.protocol.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Messages made to take as much memory as they can for their size. As a program it reads them all, in the heap that it
 * was given.
 */
enum HostileMessages {
    NESTED_ARRAYS("{\"event\":\"auth-ok\",\"x\":[", i -> "[],", "[]]}"),
    DEEPLY_NESTED_ARRAYS("{\"event\":\"auth-ok\",\"x\":[", i -> "[".repeat(400) + "]".repeat(400) + ",", "[]]}"),
    NESTED_WITHOUT_END("{\"event\":\"auth-ok\",\"x\":", i -> "[", "}"),
    UNKNOWN_FIELDS("{", i -> "\"k" + i + "\":1,", "\"event\":\"auth-ok\"}"),
    UNKNOWN_FIELDS_WITH_LONG_NAMES("{", i -> "\"" + i + "x".repeat(40_000) + "\":1,", "\"event\":\"auth-ok\"}"),
    LONG_LINE("{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\t", i -> "aaaaaaaaaaaaaaaa", "\"}"),
    LONG_LINE_WITH_ONE_WIDE_CHARACTER(
            "{\"event\":\"log\",\"stream\":\"stdout\",\"message\":\"\\t", i -> "aaaaaaaaaaaaaaaa", "€\"}"),
    TWO_LONG_TEXTS(
            "{\"event\":\"log4j\",\"message\":\"€" + "a".repeat(1 << 20) + "\",\"throwable\":\"",
            i -> "aaaaaaaaaaaaaaaa",
            "€\"}"),
    UNKNOWN_EVENT_WITH_A_LONG_NAME("{\"event\":\"", i -> "aaaaaaaaaaaaaaaa", "€\"}"),
    EQUAL_KEYS_WITH_TEXT("{\"event\":\"new-mod\",\"version_id\":\"\"", i -> ",\"project_id\":\"a\"", "}"),
    EQUAL_KEYS_WITH_LISTS("{\"event\":\"install-progress\"", i -> ",\"items\":[]", "}"),
    EQUAL_KEYS_WITH_OBJECTS(
            "{\"event\":\"state\",\"debug\":\"\",\"power_variant\":\"\",\"uptime\":0",
            i -> ",\"progress\":{\"phase\":\"a\",\"percent\":0,\"started_at\":\"b\"}",
            "}"),
    SMALL_INSTALL_ITEMS(
            "{\"event\":\"install-progress\",\"items\":[",
            i -> (i > 0 ? "," : "") + "{\"world_id\":\"a\",\"key\":{\"type\":\"b\"},\"id\":\"c\",\"error\":\"d\"}",
            "]}"),
    SMALL_FILESYSTEM_OPERATIONS(
            "{\"event\":\"filesystem-ops\",\"all\":[",
            i -> (i > 0 ? "," : "")
                    + "{\"op\":\"a\",\"id\":\"b\",\"progress\":0,\"bytes_processed\":0,\"files_processed\":0,"
                    + "\"state\":\"c\",\"mime\":\"d\",\"src\":\"e\",\"started\":\"f\"}",
            "]}"),
    SMALLEST_INSTALL_ITEMS(
            "{\"event\":\"install-progress\",\"items\":[", i -> (i > 0 ? "," : "") + "{\"id\":\"\"}", "]}"),
    INSTALL_ITEMS_WITHOUT_ANYTHING("{\"event\":\"install-progress\",\"items\":[", i -> (i > 0 ? "," : "") + "{}", "]}"),
    SMALLEST_FILESYSTEM_OPERATIONS(
            "{\"event\":\"filesystem-ops\",\"all\":[", i -> (i > 0 ? "," : "") + "{\"op\":\"\"}", "]}"),
    MANY_VALUES("{\"event\":\"auth-ok\"}", i -> "1 ", "");

    private final String head;

    @SuppressWarnings("ImmutableEnumChecker") // The functions above have no state.
    private final IntFunction<String> part;

    private final String tail;

    HostileMessages(String head, IntFunction<String> part, String tail) {
        this.head = head;
        this.part = part;
        this.tail = tail;
    }

    byte[] message(int size) {
        byte[] message = new byte[size];
        byte[] last = tail.getBytes(StandardCharsets.UTF_8);
        int length = put(head, message, 0);
        byte[] next = part.apply(0).getBytes(StandardCharsets.UTF_8);
        for (int i = 1; length + next.length + last.length <= size; i++) {
            System.arraycopy(next, 0, message, length, next.length);
            length += next.length;
            next = part.apply(i).getBytes(StandardCharsets.UTF_8);
        }
        System.arraycopy(last, 0, message, length, last.length);
        Arrays.fill(message, length + last.length, size, (byte) ' ');
        return message;
    }

    private static int put(String text, byte[] target, int offset) {
        return ByteRange.put(text.getBytes(StandardCharsets.UTF_8), target, offset);
    }

    /**
     * Reads every message and prints its name.
     *
     * @param args the size of each message in bytes
     */
    public static void main(String[] args) {
        for (HostileMessages hostile : values()) {
            byte[] message = hostile.message(Integer.parseInt(args[0]));
            Outcome outcome = Outcome.of(() -> EventCodec.decode(message));
            System.out.println(hostile + (outcome.error() == null ? " was read" : " is an error"));
        }
    }
}
