package dev.archon.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void plainTextIsLeftAsItIs() {
        assertEquals("§aHello\tça marche 👍", TerminalText.harmless("§aHello\tça marche 👍"));
    }

    @Test
    void coloursStayAndEndWithTheLine() {
        assertEquals("\u001b[1;31mred\u001b[0m", TerminalText.harmless("\u001b[1;31mred"));
    }

    @Test
    void whatMovesTheCursorOrRetitlesTheTerminalIsShownAsAMark() {
        assertEquals("␡[2Jgone", TerminalText.harmless("\u001b[2Jgone"));
        assertEquals("␡]0;title␡", TerminalText.harmless("\u001b]0;title\u0007"));
        assertEquals("back␡␡space", TerminalText.harmless("back\b\rspace"));
        assertEquals("␡31m", TerminalText.harmless("\u009b31m"));
    }

    @Test
    void plainTextHasNeitherColoursNorControlCharacters() {
        assertEquals("red a b\u2421[2J", TerminalText.plain("\u001b[1;31mred\u001b[0m a\tb\u001b[2J"));
    }

    @Test
    void whereNoColoursAreWantedOnlyTheyGo() {
        assertEquals("red a\tb\u2421[2J", TerminalText.colourless("\u001b[1;31mred\u001b[0m a\tb\u001b[2J"));
    }
}
