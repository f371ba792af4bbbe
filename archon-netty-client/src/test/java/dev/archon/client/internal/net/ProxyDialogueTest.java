package dev.archon.client.internal.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.net.ProxyDialogue.Step;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies answer, and what the user is told. */
class ProxyDialogueTest {

    private static final String SECRET = "p\u00E4ss";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK||",
                "HTTP/1.0 200 Connection established|Proxy-Agent: x||",
                "HTTP/1.1 201 Created||",
                "HTTP/1.1 200||",
                "HTTP/1.1 204 None|Content-Length: 5||",
                "HTTP/1.1 100 Continue||HTTP/1.1 200 OK||",
                "HTTP/1.1 103 Early|CurrentConnection: x||HTTP/1.1 102 Wait||HTTP/1.1 200 OK||",
                "HTTP/1.1 200 OK\nA: b\n\n"
            })
    void everySuccessOfAnHttpProxyOpensTheTunnelBehindItsHead(String answer) {
        assertEquals("open", http(null, answer.replace("|", "\r\n")));
        assertEquals(
                "more",
                http(
                        null,
                        answer.replace("|", "\r\n")
                                .substring(0, answer.replace("|", "\r\n").length() - 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 403 No        | would not connect to archon.test:443 (status 403); check what the proxy allows",
                "HTTP/1.1 502 \u001B[31mBad | would not connect to archon.test:443 (status 502); check what the proxy allows",
                "HTTP/1.1 101 Switching | would not connect to archon.test:443 (status 101); check what the proxy allows",
                "HTTP/1.1 302 Found     | would not connect to archon.test:443 (status 302); check what the proxy allows",
                "HTTP/1.1 407 Login     | wants a login (407); give it one with login(...)",
                "SSH-2.0-OpenSSH        | answered CONNECT with what is no HTTP/1.1; check the proxy's port, and whether it is an HTTP proxy that is reached without TLS",
                "HTTP/2 200             | answered CONNECT with what is no HTTP/1.1; check the proxy's port, and whether it is an HTTP proxy that is reached without TLS",
                "HTTP/1.1 999 Odd       | answered CONNECT with what is no HTTP/1.1; check the proxy's port, and whether it is an HTTP proxy that is reached without TLS"
            })
    void aRefusalOfAnHttpProxyIsToldByItsStatusLine(String line, String told) {
        assertEquals("the HTTP proxy proxy.test:3128 " + told, http(null, line + "\r\n"));
    }

    @Test
    void whatIsNoHttpIsToldBeforeItsFirstLineEnds() {
        assertTrue(http(null, "\u0015\u0003\u0003").contains("no HTTP/1.1"));
    }

    @Test
    void aLoginThatAnHttpProxyRefusesIsNotTriedAgain() {
        ProxyDialogue dialogue = dialogue(ProxyAddress.Kind.HTTP, new ProxyAddress.Login("panel", SECRET));
        Step.Refused refused = (Step.Refused) last(dialogue, "HTTP/1.1 407 Login\r\n".getBytes(ISO_8859_1));
        assertTrue(refused.failure().permanent());
        assertEquals(
                "the HTTP proxy proxy.test:3128 refused the login (407); check user and password given with login(...)",
                refused.failure().detail());
    }

    @Test
    void aHeadWithoutEndIsNotReadWhole() {
        assertTrue(
                http(null, "HTTP/1.1 200 " + "x".repeat(HttpConnect.MAX_HEAD)).contains("more than 16 KiB"));
    }

    @ParameterizedTest
    @CsvSource({
        "0500 05000001 7f000001 0050, open",
        "0500 05000003 03616263 0050, open",
        "0500 05000003 00 0050, open",
        "0500 05000004 00000000000000000000000000000001 0050, open",
        "0500 05000004 00000000000000000000000000000001 00, more"
    })
    void aReplyOfASocksProxyIsReadToItsEnd(String bytes, String outcome) {
        assertEquals(outcome, socks(null, bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0500 0501 | would not connect to archon.test:443: its reply is a general failure (1); see the proxy's log",
                "0500 0502 | would not connect to archon.test:443: its rules do not allow it (2); check what the proxy allows",
                "0500 0503 | would not connect to archon.test:443: it cannot reach the network (3); check the URL and the proxy's network",
                "0500 0504 | would not connect to archon.test:443: it cannot reach the host, or does not know its name (4); check the URL and the proxy's DNS",
                "0500 0505 | would not connect to archon.test:443: the host refused the connection (5); check that it is up and that the URL is right",
                "0500 0506 | would not connect to archon.test:443: the connection took too long (6); check that the host is up",
                "0500 0507 | would not connect to archon.test:443: it does not know the command CONNECT (7); take another proxy",
                "0500 0508 | would not connect to archon.test:443: it does not take this kind of address (8); name the host in another way, or take another proxy",
                "0500 05ff | would not connect to archon.test:443: its reply is unknown (255); see the proxy's log",
                "05ff      | wants a login; give it one with login(...)",
                "0502      | wants a login; give it one with login(...)",
                "0501      | chose a kind of login that was not offered (1); check the proxy, or take another one",
                "48        | answered with what is no SOCKS5; check the proxy's port, and whether it is a SOCKS5 proxy",
                "0500 04   | answered with what is no SOCKS5; check the proxy's port, and whether it is a SOCKS5 proxy"
            })
    void aRefusalOfASocksProxyIsToldByItsReply(String bytes, String told) {
        assertEquals("the SOCKS5 proxy proxy.test:3128 " + told, socks(null, bytes));
    }

    @Test
    void aLoginIsSentInUtf8WithItsLengthInBytes() {
        ProxyDialogue dialogue = dialogue(ProxyAddress.Kind.SOCKS5, new ProxyAddress.Login("\u00FC", SECRET));
        assertArrayEquals(new byte[] {5, 2, 0, 2}, dialogue.opening());
        Step.Say said = (Step.Say) last(dialogue, new byte[] {5, 2});
        assertEquals("01" + "02c3bc" + "0570c3a47373", HexFormat.of().formatHex(said.bytes()));
        Step.Refused refused = (Step.Refused) last(dialogue, new byte[] {1, 1});
        assertTrue(refused.failure().permanent());
        assertTrue(refused.failure().detail().contains(" refused the login; check user and password"));
        assertFalse(refused.failure().detail().contains(SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "archon.test, 030b617263686f6e2e74657374",
        "127.0.0.1,   017f000001",
        "::1,         0400000000000000000000000000000001"
    })
    void theHostIsNamedAsItIs(String host, String encoded) {
        ProxyDialogue dialogue = ProxyDialogue.with(
                new Route(host, 443, new ProxyAddress(ProxyAddress.Kind.SOCKS5, "proxy.test", 3128, null)));
        Step.Say said = (Step.Say) last(dialogue, new byte[] {5, 0});
        assertEquals("050100" + encoded + "01bb", HexFormat.of().formatHex(said.bytes()));
    }

    @Test
    void anHttpProxyIsAskedForHostAndPort() {
        ProxyDialogue dialogue = dialogue(ProxyAddress.Kind.HTTP, new ProxyAddress.Login("panel", "secret"));
        assertEquals("""
                CONNECT archon.test:443 HTTP/1.1
                Host: archon.test:443
                Proxy-Authorization: Basic cGFuZWw6c2VjcmV0

                """.replace("\n", "\r\n"), new String(dialogue.opening(), UTF_8));
    }

    private static String http(ProxyAddress.@Nullable Login login, String answer) {
        return outcome(dialogue(ProxyAddress.Kind.HTTP, login), answer.getBytes(ISO_8859_1));
    }

    private static String socks(ProxyAddress.@Nullable Login login, String hex) {
        return outcome(dialogue(ProxyAddress.Kind.SOCKS5, login), HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static ProxyDialogue dialogue(ProxyAddress.Kind kind, ProxyAddress.@Nullable Login login) {
        return ProxyDialogue.with(new Route("archon.test", 443, new ProxyAddress(kind, "proxy.test", 3128, login)));
    }

    private static String outcome(ProxyDialogue dialogue, byte[] bytes) {
        Step step = last(dialogue, bytes);
        return step instanceof Step.Refused refused
                ? refused.failure().detail()
                : step == Step.Done.OPEN ? "open" : "more";
    }

    /** The last step, which must be the only one that ends the dialogue. */
    private static Step last(ProxyDialogue dialogue, byte[] bytes) {
        Step step = Step.Wait.MORE;
        for (byte each : bytes) {
            if (step instanceof Step.Refused) {
                return step;
            }
            assertFalse(step == Step.Done.OPEN, "the tunnel was open too early");
            step = dialogue.read(each);
        }
        return step;
    }
}
