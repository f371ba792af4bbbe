package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"X-Panel-Version", "Cookie", "Accept-Language", "x", "CF-Access-Client-Secret"})
    void headersOfTheEmbeddersAreTaken(String name) {
        assertDoesNotThrow(() -> HeaderRules.check(name, "1; with words, and \"quotes\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "host",
                "CONNECTION",
                "Upgrade",
                "Sec-WebSocket-Key",
                "sec-fetch-site",
                "Proxy-Authorization",
                "Content-Length",
                "Transfer-Encoding",
                "TE",
                "Origin",
                "User-Agent"
            })
    void headersOfTheClientsAreRefused(String name) {
        String words = refusal(name, "1");
        assertTrue(words.startsWith("the header " + name + " is set by the client itself"), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Y", "X:", "X\r\nY", "\u00dc", "X\0"})
    void namesThatAreNoneAreRefused(String name) {
        refusal(name, "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "secret\r\nHost: elsewhere",
                "secret\0",
                "secret\u00e4",
                " secret",
                "secret\t",
                "secret\u007f"
            })
    void valuesThatCannotBeSentAreRefusedWithoutBeingShown(String value) {
        assertFalse(refusal("X-Key", value).contains("secret"));
    }

    private static String refusal(String name, String value) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> HeaderRules.check(name, value))
                .getMessage());
    }
}
