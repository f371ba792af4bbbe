package dev.archon.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server's text looks like in an exception, a status or a log line. */
class ForeignTextTest {

    private static final String API_TOKEN = "mra_Zk3-x9.Qw7_Lp2~Vt5-Hb8Nc4";
    private static final String PAYLOAD = "{\"sub\":\"user-7f3a9c\",\"scope\":\"console:write power:write\"}";
    private static final String JWT =
            "eyJhbGciOiJIUzI1NiJ9." + base64Url(PAYLOAD) + ".s5W9bTq-xK_3mZr8uYd1fGh6jLp0cVn2";
    private static final ForeignText TEXT = ForeignText.hiding(List.of(API_TOKEN, JWT));

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain words; äöü 漢字 \uD83D\uDE00, plain words; äöü 漢字 \uD83D\uDE00",
                "NUL \0, NUL \\u0000",
                "ESC \u001B[31m, ESC \\u001B[31m",
                "DEL \u007F|, DEL \\u007F|",
                "C1 \u009B|, C1 \\u009B|",
                "next line \u0085|, next line \\u0085|",
                "separators \u2028\u2029|, separators \\u2028\\u2029|",
                "overrides \u202A\u202B\u202C\u202D\u202E|, overrides \\u202A\\u202B\\u202C\\u202D\\u202E|",
                "isolates \u2066\u2067\u2068\u2069|, isolates \\u2066\\u2067\\u2068\\u2069|",
                "marks \u200E\u200F\u061C|, marks \\u200E\\u200F\\u061C|",
                "unseen \u200B\u00AD\u2060\uFEFF|, unseen \\u200B\\u00AD\\u2060\\uFEFF|",
                "a tag \uDB40\uDC41|, a tag \\uDB40\\uDC41|",
                "lone \uD800|, lone \\uD800|",
                "lone \uDC00|, lone \\uDC00|",
                "no character \uFFFE|, no character \\uFFFE|"
            })
    void whatIsNotSeenOrTurnsTheLineIsEscaped(String text, String shown) {

        assertEquals(shown.strip(), TEXT.fit(text));
    }

    @Test
    void aTextOfManyLinesIsOneLine() {
        assertEquals("first\\r\\nsecond\\tcolumn", TEXT.fit("first\r\nsecond\tcolumn"));
    }

    @Test
    void surroundingWhiteSpaceIsLeftOut() {
        assertEquals("words", TEXT.fit(" \r\n\u2028 words \t"));
        assertEquals("", TEXT.fit(" \n "));
        assertEquals("", TEXT.fit(null));
    }

    @Test
    void aLongTextIsCut() {
        String cut = TEXT.fit("x".repeat(300_000));
        assertEquals("x".repeat(ForeignText.MAX_LENGTH - 3) + "...", cut);
        assertEquals("x".repeat(ForeignText.MAX_LENGTH), TEXT.fit("x".repeat(ForeignText.MAX_LENGTH)));
        assertEquals("twelve charact...", TEXT.fit("twelve characters and more", 17));
        assertThrows(IllegalArgumentException.class, () -> TEXT.fit("text", 10));
    }

    @Test
    void noEscapeAndNoPairIsCutInTwo() {
        assertEquals("12345678...", TEXT.fit("12345678\u202E90", 13));
        assertEquals("123456789...", TEXT.fit("123456789\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 13));
        assertEquals("123456789...", TEXT.fit("123456789" + API_TOKEN, 13));
    }

    @Test
    void wordsThatAreNoSecretStayAsTheyAre() {
        String words = "403 Forbidden: the token is expired or was not issued for server 1a2b3c4d-5e6f";
        assertEquals(words, TEXT.fit(words));
        assertEquals(
                "the API token", ForeignText.hiding(List.of("an-api-token")).fit("the API token"));
        assertEquals("mra_Zk3 Hb8Nc4", TEXT.fit("mra_Zk3 Hb8Nc4"), "runs that are shorter than eight");
    }

    @Test
    void aTokenIsHiddenWholeAndInPieces() {
        assertEquals("ERR Bearer [hidden]", TEXT.fit("ERR Bearer " + API_TOKEN));
        assertEquals("[hidden] and [hidden]!", TEXT.fit(API_TOKEN + " and " + JWT + "!"));
        assertHidden(API_TOKEN.substring(0, API_TOKEN.length() - 1));
        assertHidden(API_TOKEN.substring(1));
        assertHidden(API_TOKEN.substring(9, 17));
        for (String part : JWT.split("\\.", -1)) {
            assertHidden(part);
            assertHidden(part.substring(3, 11));
        }
        assertHidden(JWT.substring(JWT.length() - 8));
    }

    @Test
    void aTokenIsHiddenWhateverStandsBetweenItsCharacters() {
        for (String between : List.of("\0", "\u200B", " ", "\r\n", "-", ".", "|", "\u202E\u202C")) {
            assertHidden(String.join(between, API_TOKEN.split("")));
            assertHidden(String.join(between, JWT.substring(60, 90).split("")));
        }
        assertHidden("mra_Zk3-x9.Q\0w7_Lp2~Vt5-Hb8Nc4");
    }

    @Test
    void aTokenIsHiddenInTheFormsInWhichItIsQuoted() {
        byte[] bytes = API_TOKEN.getBytes(StandardCharsets.US_ASCII);
        assertHidden(API_TOKEN.toUpperCase(java.util.Locale.ROOT));
        assertHidden(percent(bytes));
        assertHidden(API_TOKEN.replace("-", "%2D").replace("_", "%5f").replace("~", "%7E"));
        StringBuilder json = new StringBuilder();
        API_TOKEN.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
        assertHidden(json.toString());
        assertHidden(HexFormat.of().formatHex(bytes));
        assertHidden(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes));
        for (String before : List.of("", ":", "ab", "user:")) {
            String pair = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString((before + API_TOKEN).getBytes(StandardCharsets.UTF_8));
            String shown = TEXT.fit(pair);
            assertTrue(shown.contains(ForeignText.HIDDEN) && shown.length() < 20, shown);
        }
    }

    @Test
    void aJwtThatNobodyKnowsIsHidden() {
        ForeignText text = ForeignText.hidingNothing();
        assertEquals("old [hidden]; eyJ", text.fit("old eyJ0eXAiOiJKV1Q.eyJzdWIiOjF9.c2lnbmF0dXJl; eyJ"));
        assertEquals("cut [hidden]", text.fit("cut eyJ0eXAiOiJKV1Q.eyJz"));
    }

    @Test
    void whatAJwtSaysOfItsBearerIsHidden() {
        assertHidden(PAYLOAD);
        assertEquals("no [hidden]", TEXT.fit("no console:write power:write"));
    }

    @Test
    void aPieceOfATokenAtTheEndOfALongTextIsNotShown() {
        for (int before = ForeignText.MAX_LENGTH - 40; before < ForeignText.MAX_LENGTH + 10; before++) {
            String shown = TEXT.fit("\u4E00".repeat(before) + API_TOKEN.repeat(10_000));
            assertFalse(shown.contains("mra_Zk3-"), shown);
        }
    }

    @Test
    void aShortSecretIsHiddenWhereItStandsWhole() {
        ForeignText text = ForeignText.hidingNothing().and("s3cr3t").and("");
        assertEquals("[hidden]; s3cr3", text.fit("s3cr3t; s3cr3"));
    }

    @Test
    void anythingCanBeASecret() {
        String words = "words 12345678 {}";
        for (String secret : List.of("...", "\0\0\0", "a..b", "x.y.z", "\uD800", "e30.e30.e30", "a.!.b")) {
            assertEquals(words, ForeignText.hiding(List.of(secret)).fit(words), secret);
        }
    }

    @Test
    void whatAMillionCharactersHoldInCommonIsFoundWithoutAMillionTimesAMillionSteps() {
        ForeignText text = ForeignText.hiding(List.of("a".repeat(1 << 20)));
        assertEquals("[hidden]...", text.fit("a".repeat(1 << 20)));
    }

    @Test
    void itsOwnTextShowsNoSecret() {
        assertEquals("ForeignText[hides 2]", TEXT.toString());
    }

    private static void assertHidden(String quoted) {
        assertEquals("<[hidden]>", TEXT.fit("<" + quoted + ">"), () -> "of " + quoted);
    }

    private static String percent(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format("%%%02X", b));
        }
        return text.toString();
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
