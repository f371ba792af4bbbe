package dev.archon.protocol.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.check.WebAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host and port of an address, also where a {@link URI} itself finds none. */
class WebAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://my_panel:8080/x, my_panel, 8080",
        "http://my_panel/x, my_panel, -1",
        "ws://wings_1:8080/ws, wings_1, 8080",
        "https://node.example.com, node.example.com, -1",
        "http://user@my_panel:1, my_panel, 1",
        "http://[::1]:25565/, ::1, 25565",
        "http://[::1]/, ::1, -1"
    })
    void areFoundInItsAuthority(URI address, String host, int port) {
        assertEquals(host, WebAddress.host(address));
        assertEquals(port, WebAddress.port(address));
    }

    @Test
    void areAbsentWhereThereIsNoAuthority() {
        assertNull(WebAddress.host(URI.create("mailto:someone")));
        assertEquals(-1, WebAddress.port(URI.create("mailto:someone")));
        assertNull(WebAddress.host(URI.create("http://:80/")));
        assertEquals(-1, WebAddress.port(URI.create("http://a_b:123456/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-scheme", "ws://a:123456/", "ws://[::zz]/", "ws://[::1/"})
    void whatIsNoAddressIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(text));
    }
}
