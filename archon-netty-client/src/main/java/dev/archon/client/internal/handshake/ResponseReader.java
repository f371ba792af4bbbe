package dev.archon.client.internal.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the head of an HTTP/1.x answer byte by byte, so that not one of those behind it is taken. Lines may end without CR
 * (RFC 9112, section 2.2). A line among the headers that is none is ignored: the status and what is checked decide.
 */
final class ResponseReader {

    /** How many bytes all heads of a handshake may have together. */
    static final int MAX_HEAD = 64 << 10;

    /** What {@link #status()} returns before the status line is complete. */
    static final int NO_STATUS = -1;

    private static final String BEGIN = "HTTP/1.";
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: .*)?");

    /** TLS records of an alert and of a handshake (RFC 8446, section 5.1) begin so. */
    private static final int TLS_ALERT = 0x15;

    private static final int TLS_HANDSHAKE = 0x16;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, List<StringBuilder>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int length;
    private int status = NO_STATUS;
    private boolean http11;
    private String lastName = "";

    enum State {
        /** The head is not complete. */
        MORE,
        /** The head is complete. */
        HEAD,
        NO_HTTP,
        TLS,
        TOO_LONG
    }

    State read(byte next) {
        if (++length > MAX_HEAD) {
            return State.TOO_LONG;
        }
        if (next != '\n') {
            line.write(next);
            return status == NO_STATUS && line.size() <= BEGIN.length() ? begin() : State.MORE;
        }
        String text = line.toString(ISO_8859_1);
        line.reset();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (status == NO_STATUS) {
            return statusLine(text);
        }
        if (text.isEmpty()) {
            return State.HEAD;
        }
        header(text);
        return State.MORE;
    }

    /** Goes on with the head of the next answer. */
    void next() {
        status = NO_STATUS;
        headers.clear();
        lastName = "";
    }

    int status() {
        return status;
    }

    boolean isHttp11() {
        return http11;
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name, List.of()).stream()
                .map(value -> value.toString().strip())
                .toList();
    }

    Optional<String> first(String name) {
        return headers(name).stream().findFirst();
    }

    private State begin() {
        String begun = line.toString(ISO_8859_1);
        if (BEGIN.startsWith(begun)) {
            return State.MORE;
        }
        int first = begun.charAt(0);
        return first == TLS_ALERT || first == TLS_HANDSHAKE ? State.TLS : State.NO_HTTP;
    }

    private State statusLine(String text) {
        Matcher matcher = STATUS_LINE.matcher(text);
        if (!matcher.matches()) {
            return State.NO_HTTP;
        }
        http11 = matcher.group(1).equals("1");
        status = Integer.parseInt(matcher.group(2));
        return State.MORE;
    }

    private void header(String text) {
        if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
            // A value that goes on (RFC 9112, section 5.2). Nothing that is looked at does, but it must not be taken
            // for less.
            List<StringBuilder> values = headers.get(lastName);
            if (values != null) {
                values.get(values.size() - 1).append(' ').append(text.strip());
            }
            return;
        }
        int colon = text.indexOf(':');
        lastName = colon < 0 ? "" : text.substring(0, colon);
        if (!lastName.isEmpty()) {
            headers.computeIfAbsent(lastName, name -> new ArrayList<>())
                    .add(new StringBuilder(text.substring(colon + 1).strip()));
        }
    }
}
