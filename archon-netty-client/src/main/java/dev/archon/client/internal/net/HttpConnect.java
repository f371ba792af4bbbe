package dev.archon.client.internal.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.archon.protocol.session.Failure;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code CONNECT} (RFC 9110, section 9.3.6): every status of 200 to 299 opens the tunnel right behind the answer's head,
 * whatever length of a body the head names. Interim answers are skipped.
 */
final class HttpConnect implements ProxyDialogue {

    /** How long the head of an answer may be, in bytes. */
    static final int MAX_HEAD = 16 << 10;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Route route;
    private final ProxyAddress proxy;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int status;
    private int length;

    HttpConnect(Route route, ProxyAddress proxy) {
        this.route = route;
        this.proxy = proxy;
    }

    @Override
    public byte[] opening() {
        StringBuilder request = new StringBuilder("CONNECT ")
                .append(route.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(route.target())
                .append("\r\n");
        proxy.basicAuthorization()
                .ifPresent(login ->
                        request.append("Proxy-Authorization: ").append(login).append("\r\n"));
        return request.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    @Override
    public Step read(byte next) {
        if (++length > MAX_HEAD) {
            return refused(proxy + " answered CONNECT with more than " + (MAX_HEAD >> 10)
                    + " KiB of headers; check the proxy's host and port");
        }
        if (next != '\n') {
            line.write(next);
            return status == 0 && !mayBeHttp() ? noHttp() : Step.Wait.MORE;
        }
        String text = line.toString(ISO_8859_1);
        line.reset();
        String whole = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (status == 0) {
            Matcher matcher = STATUS_LINE.matcher(whole);
            if (!matcher.matches()) {
                return noHttp();
            }
            status = Integer.parseInt(matcher.group(1));
            // A refusal is decided by its status, whatever comes behind.
            return status < 300 && status != SWITCHING_PROTOCOLS ? Step.Wait.MORE : refusal();
        }
        if (!whole.isEmpty()) {
            return Step.Wait.MORE;
        }
        if (status >= 200) {
            return Step.Done.OPEN;
        }
        status = 0;
        return Step.Wait.MORE;
    }

    private boolean mayBeHttp() {
        String begin = "HTTP/1.";
        int last = Math.min(line.size(), begin.length());
        return line.toString(ISO_8859_1).startsWith(begin.substring(0, last));
    }

    private Step refusal() {
        if (status == PROXY_AUTHENTICATION_REQUIRED) {
            String code = " (" + status + ")";
            return new Step.Refused(new Failure(
                    OptionalInt.of(status),
                    Optional.empty(),
                    true,
                    proxy.login() == null ? proxy.wantsLogin(code) : proxy.refusedLogin(code)));
        }
        return new Step.Refused(Failure.ofStatus(
                status,
                Optional.empty(),
                proxy + " would not connect to " + route.target() + " (status " + status
                        + "); check what the proxy allows"));
    }

    private Step noHttp() {
        return refused(
                proxy + " answered CONNECT with what is no HTTP/1.1; check the proxy's port, and whether it is an"
                        + " HTTP proxy that is reached without TLS");
    }

    private static Step refused(String words) {
        return new Step.Refused(Failure.of(words));
    }
}
