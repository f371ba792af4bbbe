package dev.archon.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text from a game server safe to show in a terminal, where it could otherwise move the cursor or retitle it. */
final class TerminalText {

    /** Colour and style (ECMA-48, SGR), which stay, or else one control character, which does not. */
    private static final Pattern CONTROL = Pattern.compile("(\\x1b\\[[0-9;:]*m)|[\\p{Cntrl}\\x80-\\x9f&&[^\\t]]");

    private TerminalText() {}

    /**
     * Replaces control characters other than tabs by a visible mark and leaves colours as they are.
     *
     * @param text one line
     * @return what to print; if it has colours it ends by switching them off
     */
    static String harmless(String text) {
        Matcher control = CONTROL.matcher(text);
        if (!control.find()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 8);
        boolean coloured = false;
        do {
            String colour = control.group(1);
            coloured |= colour != null;
            control.appendReplacement(safe, colour == null ? "\u2421" : Matcher.quoteReplacement(colour));
        } while (control.find());
        control.appendTail(safe);
        return coloured ? safe.append("\u001b[0m").toString() : safe.toString();
    }

    /**
     * Replaces control characters by a visible mark, tabs by a space, and takes colours away.
     *
     * @param text one line
     * @return text without any control character
     */
    static String plain(String text) {
        return colourless(text).replace('\t', ' ');
    }

    /**
     * Replaces control characters other than tabs by a visible mark and takes colours away.
     *
     * @param text one line
     * @return what to print where no colours are wanted
     */
    static String colourless(String text) {
        return CONTROL.matcher(text).replaceAll(found -> found.group(1) == null ? "\u2421" : "");
    }
}
