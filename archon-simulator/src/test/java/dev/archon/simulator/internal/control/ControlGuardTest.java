package dev.archon.simulator.internal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.simulator.ControlAccess;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "localhost",
                "LOCALHOST:1",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]:8080",
                "a.localhost"
            })
    void aLoopbackNameIsTaken(String host) {
        assertTaken(ControlAccess.LOOPBACK, "127.0.0.1", "Host", host);
        assertTaken(ControlAccess.LOOPBACK, "::1", "Host", host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example:80",
                "10.0.0.1",
                "",
                "localhost@evil.example"
            })
    void anotherNameIsRefused(String host) {
        assertRefused("Host", ControlAccess.LOOPBACK, "127.0.0.1", "Host", host);
    }

    @Test
    void aPeerFromElsewhereIsRefusedUnlessEverybodyIsTaken() {
        assertRefused("", ControlAccess.LOOPBACK, "192.0.2.7", "Host", "localhost");
        assertTaken(ControlAccess.ANYWHERE, "192.0.2.7", "Host", "simulator:8080");
    }

    @Test
    void anOriginHasToBeTheRequestsOwnHost() {
        for (ControlAccess access : new ControlAccess[] {ControlAccess.LOOPBACK, ControlAccess.ANYWHERE}) {
            assertTaken(access, "127.0.0.1", "Host", "localhost:80", "Origin", "http://localhost:80");
            assertTaken(access, "127.0.0.1", "Host", "localhost", "Origin", "https://localhost");
            for (String origin : new String[] {
                "null",
                "",
                "http://localhost:81",
                "http://evil.example",
                "ftp://localhost:80",
                "http://localhost:80@evil.example",
                "%"
            }) {
                assertRefused("Origin", access, "127.0.0.1", "Host", "localhost:80", "Origin", origin);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://panel.test", "HTTPS://Panel.test"})
    void anOriginThatIsAllowedIsTaken(String origin) {
        String[] headers = {"Host", "localhost:80", "Origin", origin, "Sec-Fetch-Site", "cross-site"};
        assertTaken(ControlAccess.LOOPBACK, "127.0.0.1", headers);
        assertTaken(ControlAccess.ANYWHERE, "192.0.2.7", headers);
        assertRefused("", ControlAccess.LOOPBACK, "192.0.2.7", headers);
        headers[1] = "panel.test";
        assertRefused("Host", ControlAccess.LOOPBACK, "127.0.0.1", headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://panel.test",
                "https://panel.test:444",
                "https://panel.test.evil.example",
                "https://a.panel.test"
            })
    void anOriginThatOnlyLooksLikeAnAllowedOneIsRefused(String origin) {
        assertRefused("Origin", ControlAccess.LOOPBACK, "127.0.0.1", "Host", "localhost", "Origin", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "", "panel.test", "ftp://panel.test", "http://panel.test/", "http://a@b", "%"})
    void whatIsNoOriginCannotBeAllowed(String origin) {
        assertThrows(IllegalArgumentException.class, () -> AllowedOrigins.checked(origin));
    }

    @Test
    void anOriginIsComparedAsBrowsersSendIt() {
        assertEquals("https://panel.test", AllowedOrigins.checked("HTTPS://Panel.Test:443"));
        assertEquals("http://localhost:3000", AllowedOrigins.checked("http://localhost:3000"));
    }

    @Test
    void aBrowserThatSaysItIsAnotherSiteIsRefused() {
        assertRefused(
                "Sec-Fetch-Site",
                ControlAccess.LOOPBACK,
                "127.0.0.1",
                "Host",
                "localhost",
                "Sec-Fetch-Site",
                "cross-site");
        assertRefused(
                "Sec-Fetch-Site",
                ControlAccess.ANYWHERE,
                "127.0.0.1",
                "Host",
                "localhost",
                "Sec-Fetch-Site",
                "same-site");
        assertTaken(ControlAccess.LOOPBACK, "127.0.0.1", "Host", "localhost", "Sec-Fetch-Site", "same-origin");
        assertTaken(ControlAccess.LOOPBACK, "127.0.0.1", "Host", "localhost", "Sec-Fetch-Site", "none");
    }

    private static void assertTaken(ControlAccess access, String peer, String... headers) {
        assertEquals("taken", verdict(access, peer, headers));
    }

    private static void assertRefused(String field, ControlAccess access, String peer, String... headers) {
        assertEquals("refused " + field, verdict(access, peer, headers));
    }

    private static String verdict(ControlAccess access, String peer, String... headers) {
        HttpHeaders all = new DefaultHttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        try {
            // An address in figures: nothing is looked up.
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(peer), 4711);
            return new ControlGuard(access == ControlAccess.LOOPBACK, AllowedOrigins.of(List.of("https://panel.test")))
                    .objection(address, all)
                    .map(objection -> "refused "
                            + JsonText.parse(objection.answer().body())
                                    .path("field")
                                    .asString(""))
                    .orElse("taken");
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
