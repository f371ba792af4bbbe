package dev.archon.simulator.conformance.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a GET by hand. The JDK's HTTP client would take two thirds of the time that a {@link TriedClient} takes to
 * start.
 *
 * @param status the HTTP status
 * @param retryAfterSeconds the value of {@code Retry-After}; 1 without one
 * @param body the body
 */
record PlainCall(int status, int retryAfterSeconds, String body) {

    private static final int LIMIT_MILLIS = 10_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)\r\nretry-after: *([0-9]+)");

    static PlainCall get(URI address, String bearer) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nAuthorization: Bearer " + bearer + "\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            // In this character set each byte is one character, so that the body can be taken out again.
            return read(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    private static PlainCall read(String answer) throws IOException {
        Matcher status = STATUS.matcher(answer);
        int headEnd = answer.indexOf("\r\n\r\n");
        if (!status.lookingAt() || headEnd < 0) {
            throw new EOFException("the call was not answered");
        }
        Matcher retryAfter = RETRY_AFTER.matcher(answer.substring(0, headEnd));
        return new PlainCall(
                Integer.parseInt(status.group(1)),
                retryAfter.find() ? Integer.parseInt(retryAfter.group(1)) : 1,
                new String(answer.substring(headEnd + 4).getBytes(ISO_8859_1), UTF_8));
    }
}
