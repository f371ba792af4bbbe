package dev.archon.client.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each error, and the sentence that the user reads. */
class NetworkErrorTest {

    private static final ProxyAddress PROXY = new ProxyAddress(ProxyAddress.Kind.HTTP, "proxy.test", 3128, null);

    @ParameterizedTest
    @MethodSource("errors")
    void everyErrorNamesTheHostAndWhatToDo(Throwable error, String sentence) {
        String direct = NetworkError.describe(error, new Route("node.test", 443, null));
        assertEquals(sentence, direct);
        assertEquals(
                sentence, NetworkError.describe(new CompletionException(error), new Route("node.test", 443, null)));
        String proxied = NetworkError.describe(error, new Route("node.test", 443, PROXY));
        assertTrue(proxied.contains("node.test:443") || proxied.contains("the HTTP proxy proxy.test:3128"), proxied);
    }

    static Stream<Arguments> errors() {
        String peer = "node.test:443";
        return Stream.of(
                Arguments.of(
                        new UnknownHostException("x"), "the name node.test is not known; check the URL and the DNS"),
                Arguments.of(
                        new SocketException("Too many open files"),
                        "the connection to " + peer
                                + " could not be opened, because this process has no file descriptors"
                                + " left; raise its limit (ulimit -n), or close files and sockets that are not needed"),
                Arguments.of(
                        new ConnectTimeoutException("x"),
                        "no connection to " + peer + " in time (connectTimeout); check the network and firewalls"),
                Arguments.of(
                        new ConnectException("Connection refused"),
                        peer + " refused the connection; check that it is up and that the URL is right"),
                Arguments.of(
                        new ConnectException("Network is unreachable"),
                        peer
                                + " cannot be reached (Network is unreachable); check that it is up, the URL and the network"),
                Arguments.of(
                        new EOFException(),
                        peer
                                + " ended the connection before it had answered; check the URL and, with TLS, whether it asks"
                                + " for a client certificate, which tls(...) can give"),
                Arguments.of(
                        new ClosedChannelException(),
                        peer
                                + " ended the connection before it had answered; check the URL and, with TLS, whether it asks"
                                + " for a client certificate, which tls(...) can give"),
                Arguments.of(
                        new DecoderException(new NotSslRecordException("not an SSL/TLS record: 48545450")),
                        peer + " does not speak TLS; check scheme and port of the URL"),
                Arguments.of(
                        new SslHandshakeTimeoutException("x"),
                        peer + " did not complete the TLS handshake in time; check the network"),
                Arguments.of(
                        new SSLHandshakeException("Connection closed while SSL/TLS handshake was in progress"),
                        peer
                                + " ended the connection during the TLS handshake; check scheme and port of the URL and, if it"
                                + " asks for a client certificate, pass a key manager or an SSLContext that has one to tls(...)"),
                Arguments.of(
                        alert("protocol_version"),
                        peer + " ended the TLS handshake with the alert protocol_version; it speaks none of the TLS"
                                + " versions that are offered; check the protocols given with tls(...) and the security"
                                + " properties of the JDK"),
                Arguments.of(
                        alert("certificate_required"),
                        peer + " ended the TLS handshake with the alert certificate_required; if it asks for a client"
                                + " certificate, pass a key manager or an SSLContext that has one it trusts to tls(...)"),
                Arguments.of(
                        new SSLHandshakeException(
                                "error:1000045c:SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED"),
                        peer + " ended the TLS handshake with the alert certificate_required; if it asks for a client"
                                + " certificate, pass a key manager or an SSLContext that has one it trusts to tls(...)"),
                Arguments.of(
                        new SSLHandshakeException("error:0A000458:SSL routines::tlsv1 alert unrecognized name"),
                        peer + " ended the TLS handshake with the alert unrecognized_name; it does not know the name;"
                                + " check the URL"),
                Arguments.of(
                        alert("unrecognized_name"),
                        peer + " ended the TLS handshake with the alert unrecognized_name; it does not know the name;"
                                + " check the URL"),
                Arguments.of(
                        alert("internal_error"),
                        peer
                                + " ended the TLS handshake with the alert internal_error; the fault is the server's; see its"
                                + " log"),
                Arguments.of(
                        tls(new CertificateExpiredException("NotAfter: x")),
                        "the certificate of " + peer
                                + " has expired (NotAfter: x); renew it, and check the clock of this machine"),
                Arguments.of(
                        tls(new CertificateNotYetValidException("NotBefore: x")),
                        "the certificate of " + peer
                                + " is not valid yet (NotBefore: x); check the clocks of this machine and of the server"),
                Arguments.of(
                        tls(new CertPathBuilderException("x")),
                        "the certificate of " + peer
                                + " is not trusted; if it comes from an authority of your own, pass a trust manager or an"
                                + " SSLContext that trusts it to tls(...)"),
                Arguments.of(
                        tls(new CertificateException("No name matching node.test found")),
                        "the certificate of " + peer
                                + " is for another name (No name matching node.test found); check the URL"),
                Arguments.of(
                        new IOException("\u001B[31mBroken pipe"),
                        "the connection to " + peer
                                + " failed (IOException: \\u001B[31mBroken pipe); check the network and the URL"),
                Arguments.of(
                        new RejectedExecutionException("event executor terminated"),
                        "the connection to " + peer + " could not be opened, because code of this program failed"
                                + " (RejectedExecutionException (event executor terminated)); see the log, and check the"
                                + " versions on the class path"),
                Arguments.of(
                        new NoClassDefFoundError("a/Class"),
                        "the connection to " + peer + " could not be opened, because code of this program failed"
                                + " (NoClassDefFoundError (a/Class)); see the log, and check the versions on the class"
                                + " path"));
    }

    @Test
    void whatWasReadInPlaceOfTlsIsNotShown() {
        assertEquals(
                "bytes came in that are no TLS",
                NetworkError.reason(
                        new DecoderException(new NotSslRecordException("not an SSL/TLS record: 48545450"))));
    }

    private static SSLException alert(String name) {
        return new SSLHandshakeException("Received fatal alert: " + name);
    }

    private static SSLException tls(Exception cause) {
        SSLHandshakeException error = new SSLHandshakeException(String.valueOf(cause.getMessage()));
        error.initCause(cause);
        return error;
    }
}
