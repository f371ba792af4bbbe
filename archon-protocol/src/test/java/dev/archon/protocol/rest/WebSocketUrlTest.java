package dev.archon.protocol.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which the REST call names a WebSocket's address, and what becomes of them. */
class WebSocketUrlTest {

    private static final URI ENCRYPTED = URI.create("HTTPS://archon.example.com");
    private static final URI CLEAR = URI.create("http://localhost:8080");

    @ParameterizedTest
    @CsvSource({
        "node1.example.com/modrinth/v0/ws, wss://node1.example.com/modrinth/v0/ws",
        "node1.example.com:8443/ws,        wss://node1.example.com:8443/ws",
        "' node1.example.com/ws\n',        wss://node1.example.com/ws",
        "wss://node1.example.com/ws,       wss://node1.example.com/ws",
        "WSS://node1.example.com/ws,       wss://node1.example.com/ws",
        "https://node1.example.com/ws,     wss://node1.example.com/ws",
        "wss://node1.example.com,          wss://node1.example.com/",
        "wss://node1.example.com?a=b%20c,  wss://node1.example.com/?a=b%20c",
        "wss://node1.example.com/ws?a=b#c, wss://node1.example.com/ws?a=b",
        "wss://[::1]:1/ws,                 wss://[::1]:1/ws",
        "ws://localhost:1/ws,              ws://localhost:1/ws",
        "ws://localhost:65535/ws,          ws://localhost:65535/ws",
        "node1/ws?next=https://a.example,  wss://node1/ws?next=https://a.example",
        "http://localhost:1/ws,            ws://localhost:1/ws",
        "Http://localhost:1/ws,            ws://localhost:1/ws",
        "ws://wings_1:8080/ws,             ws://wings_1:8080/ws",
        "wss://A_B/ws,                     wss://a_b/ws",
        "node_1.example.com/ws,            wss://node_1.example.com/ws",
        "n\u00F6de.example.com/ws,         wss://xn--nde-sna.example.com/ws",
        "wss://n%C3%B6de.example.com/,     wss://xn--nde-sna.example.com/",
        "wss://\u4F8B\u3048.jp./ws,        wss://xn--r8jz45g.jp./ws",
        "WsS://NODE1.Example.COM:443/WS,   wss://node1.example.com:443/WS",
        "wss://node1.example.com.:1/ws,    wss://node1.example.com.:1/ws",
        "wss://node1/a b/{id}/[x]?q={a b}, wss://node1/a%20b/%7Bid%7D/%5Bx%5D?q=%7Ba%20b%7D",
        "wss://node1/\u00F6?\u00F6=1,       wss://node1/%C3%B6?%C3%B6=1",
        "wss://node1/100%/%zz?50%,         wss://node1/100%25/%25zz?50%25",
        "'wss:\\\\node1\\a\\b?c\\d',      wss://node1/a/b?c%5Cd",
        "wss://user:word@node1/ws,         wss://node1/ws",
        "wss://node1:/ws,                  wss://node1/ws",
        "wss://node1:00080/ws,             wss://node1:80/ws",
        "ws://127.1:1/ws,                  ws://127.0.0.1:1/ws",
        "ws://0x7f.0.0.1/ws,               ws://127.0.0.1/ws",
        "ws://2130706433/ws,               ws://127.0.0.1/ws",
        "'ws://[2001:DB8::1]:1/ws',        'ws://[2001:db8::1]:1/ws'"
    })
    void comeToOne(String url, URI expected) {
        assertEquals(expected, WebSocketUrl.resolve(url, CLEAR, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://node1.example.com/ws", "http://node1.example.com/ws"})
    void thatWouldSendTheTokenInClearAreRefused(String url) {
        assertEquals(
                "the server named a ws:// address under an https:// base URL, where the token would travel in clear;"
                        + " use an http:// base URL for a test server",
                refused(url));
    }

    @Test
    void thatWouldSendTheTokenInClearAreTakenWhereThatIsAllowed() {
        assertEquals(
                URI.create("ws://node1.example.com/ws"),
                WebSocketUrl.resolve("ws://node1.example.com/ws", ENCRYPTED, true));
    }

    @Test
    void ofAnotherSchemeAreRefused() {
        assertEquals(
                "the server named a WebSocket address with a scheme other than ws, wss, http and https;"
                        + " check the base URL",
                refused("ftp://node1.example.com/ws"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss:///ws", "/ws", "wss://:80/", "", "wss://", "://a"})
    void withoutAHostAreRefused(String url) {
        assertEquals("the server named a WebSocket address that names no host; check the base URL", refused(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node:x/ws",
                "wss://a b/",
                "wss://a%00b/",
                "wss://a|b/",
                "wss://1.2.3.256/",
                "wss://1.2.3.4.5/",
                "wss://[::1/",
                "wss://[x]/",
                "wss://a:-1/"
            })
    void withAHostThatNoResolverTakesAreRefused(String url) {
        assertEquals(
                "the server named a WebSocket address that has a host or port that is not valid; check the base URL",
                refused(url));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, 99_999})
    void withAPortThatThereIsNotAreRefused(int port) {
        assertEquals(
                "the server named a WebSocket address that has the port " + port
                        + ", which is none; check the base URL",
                refused("node1.example.com:" + port + "/ws"));
    }

    private static String refused(String url) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> WebSocketUrl.resolve(url, ENCRYPTED, false));
        String message = String.valueOf(e.getMessage());
        assertFalse(url.length() > 3 && message.contains(url), message);
        return message;
    }
}
