package dev.archon.examples;

import dev.archon.protocol.console.ConsoleLine;
import java.util.Map;

/**
 * Colours for a terminal, or none.
 *
 * @param on whether there are any
 */
record Colours(boolean on) {

    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";

    /**
     * Decides by the environment of the process.
     *
     * @param environment the variables, of which {@code NO_COLOR} switches colours off unless it is empty
     *     (no-color.org), and {@code TERM=dumb} says that the terminal has none
     */
    static Colours of(Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Colours(!unwanted && !"dumb".equals(environment.get("TERM")));
    }

    /** A line of a log, by its level where it has no colour of its own. */
    String line(ConsoleLine line) {
        String text = line.text();
        if (!on) {
            return TerminalText.colourless(text);
        }
        String safe = TerminalText.harmless(text);
        return switch (line.level()) {
            case WARN -> coloured(YELLOW, safe);
            case ERROR -> coloured(RED, safe);
            default -> safe;
        };
    }

    String good(String message) {
        return on ? coloured(GREEN, TerminalText.harmless(message)) : TerminalText.colourless(message);
    }

    String bad(String message) {
        return on ? coloured(RED, TerminalText.harmless(message)) : TerminalText.colourless(message);
    }

    private static String coloured(String colour, String safe) {
        return safe.indexOf('\u001b') >= 0 ? safe : colour + safe + RESET;
    }
}
