package dev.archon.client.internal.net;

import dev.archon.protocol.text.ForeignText;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClosedEngineException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes in one sentence why a connection with another host failed: what happened, where, and what to do. */
public final class NetworkError {

    private static final int MAX_CAUSES = 16;
    /** As the JDK and OpenSSL word what RFC 8446 calls for example {@code handshake_failure}. */
    private static final Pattern ALERT = Pattern.compile(
            "Received fatal alert: (\\w+)|(?:ssl|tls)v\\d+[_ ]alert[_ ]([a-z]+(?:[_ ][a-z]+)*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private NetworkError() {}

    /**
     * Says it.
     *
     * @param error what was thrown on the way
     * @param route the way
     * @return a sentence without a full stop, which holds no token and no password
     */
    public static String describe(Throwable error, Route route) {
        List<Throwable> causes = causes(error);
        if (!isOfTheNetwork(error)) {
            return "the connection to " + route.target() + " could not be opened, because code of this program failed ("
                    + reason(error) + "); see the log, and check the versions on the class path";
        }
        return descriptors(causes, route)
                .or(() -> name(causes, route))
                .or(() -> certificate(causes, route))
                .or(() -> tls(causes, route))
                .or(() -> connecting(causes, route))
                .orElseGet(() -> "the connection to " + route.target() + " failed (" + words(innermost(causes))
                        + "); check the network and the URL");
    }

    /**
     * Whether the network or another host is at fault.
     *
     * @param error what was thrown
     * @return {@code false} for what code of this program throws, as a resolver, an executor or a class that is missing
     */
    public static boolean isOfTheNetwork(Throwable error) {
        List<Throwable> causes = causes(error);
        return !has(causes, Error.class)
                && (has(causes, IOException.class)
                        || has(causes, UnresolvedAddressException.class)
                        || causes.stream()
                                .anyMatch(cause -> cause.getClass().getName().startsWith("io.netty.")
                                        || cause instanceof GeneralSecurityException));
    }

    /**
     * Says what was thrown, in a few words.
     *
     * @param error what was thrown
     * @return its kind, and what it says if that is fit to be shown
     */
    public static String reason(Throwable error) {
        List<Throwable> causes = causes(error);
        if (has(causes, NotSslRecordException.class)) {
            // Its message is a dump of what was read.
            return "bytes came in that are no TLS";
        }
        Throwable told = causes.get(0);
        String message = fit(told.getMessage());
        return told.getClass().getSimpleName() + (message.isEmpty() ? "" : " (" + message + ")");
    }

    /** As the C library (EMFILE, ENFILE) words it, which the JDK and Netty's native transports pass on. */
    private static Optional<String> descriptors(List<Throwable> causes, Route route) {
        if (!says(causes, "too many open files")) {
            return Optional.empty();
        }
        return Optional.of(
                "the connection to " + route.target() + " could not be opened, because this process has no file"
                        + " descriptors left; raise its limit (ulimit -n), or close files and sockets that are not needed");
    }

    private static Optional<String> name(List<Throwable> causes, Route route) {
        if (!has(causes, UnknownHostException.class) && !has(causes, UnresolvedAddressException.class)) {
            return Optional.empty();
        }
        return Optional.of(
                route.proxy() == null
                        ? "the name " + route.host() + " is not known; check the URL and the DNS"
                        : "the name of " + route.proxy() + " is not known; check the proxy's name and the DNS");
    }

    private static Optional<String> certificate(List<Throwable> causes, Route route) {
        String whose = "the certificate of " + route.target();
        for (Throwable cause : causes) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of(whose + " has expired (" + fit(cause.getMessage())
                        + "); renew it, and check the clock of this machine");
            } else if (cause instanceof CertificateNotYetValidException) {
                return Optional.of(whose + " is not valid yet (" + fit(cause.getMessage())
                        + "); check the clocks of this machine and of the server");
            }
        }
        if (has(causes, CertPathBuilderException.class) || has(causes, CertPathValidatorException.class)) {
            return Optional.of(whose + " is not trusted; if it comes from an authority of your own, pass a trust"
                    + " manager or an SSLContext that trusts it to tls(...)");
        }
        for (Throwable cause : causes) {
            if (cause instanceof CertificateException) {
                String words = String.valueOf(cause.getMessage());
                boolean otherName = words.contains("subject alternative") || words.startsWith("No name matching");
                return Optional.of(whose + (otherName ? " is for another name (" : " was refused (") + fit(words)
                        + "); check the URL" + (otherName ? "" : " and the trust given with tls(...)"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> tls(List<Throwable> causes, Route route) {
        if (has(causes, NotSslRecordException.class) || says(causes, "Unsupported or unrecognized SSL message")) {
            return Optional.of(route.target() + " does not speak TLS; check scheme and port of the URL");
        }
        if (has(causes, SslClosedEngineException.class) || says(causes, "while SSL/TLS handshake was in progress")) {
            return Optional.of(
                    route.target() + " ended the connection during the TLS handshake; check scheme and port of"
                            + " the URL and, if it asks for a client certificate, pass a key manager or an SSLContext"
                            + " that has one to tls(...)");
        }
        if (has(causes, SslHandshakeTimeoutException.class)) {
            return Optional.of(route.target() + " did not complete the TLS handshake in time; check the network");
        }
        if (!has(causes, SSLException.class)) {
            return Optional.empty();
        }
        for (Throwable cause : causes) {
            Matcher alert = ALERT.matcher(String.valueOf(cause.getMessage()));
            if (alert.find()) {
                String name = alert.group(alert.group(1) == null ? 2 : 1)
                        .toLowerCase(Locale.ROOT)
                        .replace(' ', '_');
                return Optional.of(
                        route.target() + " ended the TLS handshake with the alert " + name + "; " + hint(name));
            }
        }
        return Optional.of("the TLS handshake with " + route.target() + " failed (" + words(innermost(causes))
                + "); check the URL and what was given with tls(...)");
    }

    /** The advice for an alert of TLS (RFC 8446, section 6.2). */
    private static String hint(String alert) {
        return switch (alert) {
            case "protocol_version" ->
                "it speaks none of the TLS versions that are offered; check the protocols given with tls(...) and the"
                        + " security properties of the JDK";
            case "insufficient_security", "illegal_parameter", "missing_extension", "unsupported_extension" ->
                "it takes none of what is offered; check the cipher suites and protocols given with tls(...)";
            case "handshake_failure" ->
                "check the protocols and cipher suites given with tls(...), and if it asks for a client certificate,"
                        + " pass a key manager or an SSLContext that has one to tls(...)";
            case "unrecognized_name" -> "it does not know the name; check the URL";
            case "no_application_protocol" -> "it does not speak HTTP/1.1 there; check the port of the URL";
            case "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "certificate_required",
                    "unknown_ca",
                    "access_denied" ->
                "if it asks for a client certificate, pass a key manager or an SSLContext that has one it trusts to tls(...)";
            default -> "the fault is the server's; see its log";
        };
    }

    private static Optional<String> connecting(List<Throwable> causes, Route route) {
        for (Throwable cause : causes) {
            Matcher tunnel = TUNNEL.matcher(String.valueOf(cause.getMessage()));
            if (tunnel.find()) {
                return Optional.of(route.firstHop() + " would not connect to " + route.target() + " (status "
                        + tunnel.group(1) + "); check what the proxy allows");
            }
        }
        if (has(causes, ConnectTimeoutException.class) || has(causes, HttpConnectTimeoutException.class)) {
            return Optional.of("no connection to " + route.firstHop()
                    + " in time (connectTimeout); check the network and firewalls");
        }
        if (says(causes, "refused")) {
            return Optional.of(route.firstHop() + " refused the connection; check that it is up and that the "
                    + (route.proxy() == null ? "URL" : "proxy's port") + " is right");
        }
        if (has(causes, EOFException.class)
                || has(causes, ClosedChannelException.class)
                || says(causes, "received no bytes")
                || says(causes, "connection reset")) {
            return Optional.of(route.target() + " ended the connection before it had answered; check the URL and, with"
                    + " TLS, whether it asks for a client certificate, which tls(...) can give");
        }
        if (has(causes, ConnectException.class)) {
            String words = fit(innermost(causes).getMessage());
            return Optional.of(route.firstHop() + " cannot be reached" + (words.isEmpty() ? "" : " (" + words + ")")
                    + "; check that it is up, the URL and the network");
        }
        return Optional.empty();
    }

    private static List<Throwable> causes(Throwable error) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = error; cause != null && causes.size() < MAX_CAUSES; cause = cause.getCause()) {
            boolean wrapper = cause instanceof CompletionException
                    || cause instanceof ExecutionException
                    || cause.getClass() == DecoderException.class;
            if (!wrapper || cause.getCause() == null) {
                causes.add(cause);
            }
        }
        return causes;
    }

    private static Throwable innermost(List<Throwable> causes) {
        // The outermost says what was being done; a closed channel below it says nothing.
        Throwable last = causes.get(causes.size() - 1);
        return last instanceof ClosedChannelException ? causes.get(0) : last;
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static boolean says(List<Throwable> causes, String words) {
        return causes.stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(words.toLowerCase(Locale.ROOT)));
    }

    private static String words(Throwable cause) {
        // Others than the network's own errors may quote what was to be sent.
        boolean quotable = cause instanceof IOException && cause.getMessage() != null;
        return cause.getClass().getSimpleName() + (quotable ? ": " + fit(cause.getMessage()) : "");
    }

    /** What a library says may quote the other side: a certificate, a status line, a proxy's reason. */
    private static String fit(@Nullable String text) {
        return ForeignText.hidingNothing().fit(text);
    }
}
