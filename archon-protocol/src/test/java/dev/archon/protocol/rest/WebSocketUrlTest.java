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
        "Http://localhost:1/ws,            ws://localhost:1/ws"
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
    @ValueSource(strings = {"wss:///ws", "/ws", "wss://:80/", "://a"})
    void withoutAHostAreRefused(String url) {
        assertEquals("the server named a WebSocket address without a host; check the base URL", refused(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss://a_b/ws", "node_1.example.com/ws", "n\u00F6de.example.com/ws", "node:x/ws"})
    void withAHostThatNoResolverTakesAreRefused(String url) {
        assertEquals("the server named a WebSocket address whose host or port is not valid", refused(url));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, 99_999})
    void withAPortThatThereIsNotAreRefused(int port) {
        assertEquals(
                "the server named a WebSocket address with port " + port + ", which is none",
                refused("node1.example.com:" + port + "/ws"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wss://", "wss://a b/", "wss://a/%", "wss://a/\0"})
    void thatAreNoUrlAreRefused(String url) {
        assertEquals("the server named a WebSocket address that is no URL; check the base URL", refused(url));
    }

    private static String refused(String url) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> WebSocketUrl.resolve(url, ENCRYPTED, false));
        String message = String.valueOf(e.getMessage());
        assertFalse(url.length() > 3 && message.contains(url), message);
        return message;
    }
}
