package dev.archon.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every text and every secret. */
class ForeignTextProperties {

    @Property
    void aTextIsShortFitAndTheSameTheSecondTime(
            @ForAll String text, @ForAll("secrets") String secret, @ForAll @IntRange(min = 11, max = 300) int length) {
        ForeignText foreign = ForeignText.hiding(List.of(secret));
        String shown = foreign.fit(text, length);
        assertTrue(shown.length() <= length, shown);
        assertTrue(shown.codePoints().allMatch(ForeignText::isFit), shown);
        assertEquals(shown, foreign.fit(shown, length));
    }

    @Property
    void noRunOfASecretIsShownWhereverAndHoweverItIsCut(
            @ForAll String before,
            @ForAll String after,
            @ForAll("secrets") String secret,
            @ForAll @IntRange(max = 60) int from,
            @ForAll @IntRange(max = 60) int length,
            @ForAll("between") String between,
            @ForAll @IntRange(min = 11, max = 300) int maxLength) {
        int begin = Math.min(from, secret.length());
        String piece = secret.substring(begin, Math.min(secret.length(), begin + length));
        String text = before + String.join(between, piece.split("")) + after;
        String shown = ForeignText.hiding(List.of("another-secret", secret)).fit(text, maxLength);
        for (String visible : shown.split("\\[hidden]", -1)) {
            for (int at = 0; at + ForeignText.SECRET_RUN <= secret.length(); at++) {
                String run = secret.substring(at, at + ForeignText.SECRET_RUN);
                assertFalse(visible.contains(run), () -> run + " in " + shown);
                assertFalse(visible.replace("\\u0000", "").replace(" ", "").contains(run), () -> run + " in " + shown);
            }
        }
    }

    @Property
    void wordsWithoutASecretStayAsTheyAre(@ForAll("words") String words) {
        assertEquals(
                words.strip(), ForeignText.hiding(List.of("ABCDEFGH-01234567")).fit(words));
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-_.~")
                .ofMinLength(8)
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> between() {
        return Arbitraries.of("", "", "\0", " ", "\u200B");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ghijklmnop .,:;()'\"/漢\u00e4").ofMaxLength(ForeignText.MAX_LENGTH);
    }
}
