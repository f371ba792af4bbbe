package dev.archon.simulator.conformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinePartsTest {

    @Test
    void linesEndWithAnyEnd() throws Exception {
        assertEquals(List.of("one", "two", "three", "four"), parts("one\ntwo\r\nthree\r\n\nfour", 100));
    }

    @Test
    void theLastLineNeedsNoEnd() throws Exception {
        assertEquals(List.of("one"), parts("one\n", 100));
        assertEquals(List.of("one"), parts("one", 100));
        assertEquals(List.of(), parts("", 100));
    }

    @Test
    void aLineThatIsTooLongComesInParts() throws Exception {
        assertEquals(List.of("abc", "def", "g", "xyz"), parts("abcdefg\nxyz\n", 3));
    }

    private static List<String> parts(String text, int longest) throws IOException {
        List<String> parts = new ArrayList<>();
        LineParts.read(new StringReader(text), longest, parts::add);
        return parts;
    }
}
