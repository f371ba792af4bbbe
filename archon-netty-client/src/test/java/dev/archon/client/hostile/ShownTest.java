package dev.archon.client.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the catalogue find what they are there to find. */
class ShownTest {

    private final Shown shown = new Shown(List.of("abcdefghijklmnop", "0123456789"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdefgh",
                "the token ijklmnop is wrong",
                "23456789",
                "a\u001bb",
                "a\nb",
                "a\u009bb",
                "a\u2028b",
                "a\u202eb",
                "a\ufeffb",
                "a\ud800b"
            })
    void aTextThatIsNotFitToBeShownIsFound(String text) {
        assertFalse(shown.faults("here", text).isEmpty());
    }

    @Test
    void aTextWithoutEndIsFound() {
        assertFalse(shown.faults("here", "word ".repeat(201)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abcdefg hijklmn",
                "3456789",
                "the server refused the token (401): caf\u00e9 \u20ac",
                "\\u001b[31m"
            })
    void aTextThatIsFitIsNotFound(String text) {
        assertEquals(List.of(), shown.faults("here", text));
    }
}
