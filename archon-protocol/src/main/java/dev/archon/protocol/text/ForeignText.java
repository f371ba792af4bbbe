package dev.archon.protocol.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of a server, a proxy or a library fit to be shown, and hides the tokens that are in use.
 *
 * <ul>
 *   <li>The text is cut to a length. The cut comes first, so that a text of any size costs the same.
 *   <li>Characters that change how a line is shown, or that are not seen, are written as escapes: controls (C0, DEL, C1),
 *       line and paragraph separators, bidirectional and other format characters, unassigned code points and lone
 *       surrogates. U+202E becomes {@code \}{@code u202E}.
 *   <li>Each run of {@value #SECRET_RUN} or more consecutive characters of a secret is replaced by {@value #HIDDEN}.
 *       Eight characters of a token of 40 leave more than 180 bits unknown, while seven are short enough for words that
 *       a token and a sentence may share. A secret that is shorter is hidden where it stands whole.
 * </ul>
 *
 * <p>A run is found whatever stands between its characters that is neither a letter nor a digit (NUL, zero-width
 * characters, line breaks, dots), with its characters percent-encoded or as JSON escapes, and in Base64 at any alignment. In
 * hexadecimal, in letters of another case, and of what a JWT says in its payload, 16 characters are a run, since fewer are
 * found in words as well. A
 * server knows the token and can write it in a form that nobody expects: this class protects from what quotes the token,
 * not from what encrypts it. What looks like a JWT is hidden even if it is not known.
 *
 * <p>Immutable. Making a text fit a second time changes nothing.
 */
public final class ForeignText {

    /** How many characters a text has at most, if no other length is asked for. */
    public static final int MAX_LENGTH = 200;

    /** How many consecutive characters of a secret are never shown. */
    public static final int SECRET_RUN = 8;

    /** What is shown in place of a secret, or of a piece of one. */
    public static final String HIDDEN = "[hidden]";

    private static final String CUT = "...";
    private static final int LEAST_LENGTH = HIDDEN.length() + CUT.length();

    /** How many characters are looked at for each that may be shown: hidden ones take less room than they had. */
    private static final int READ_AHEAD = 8;

    private static final ForeignText NOTHING_HIDDEN = new ForeignText(List.of());

    private final List<String> secrets;

    private ForeignText(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * For text that comes from where no token is known.
     *
     * @return what cuts and escapes, and hides nothing
     */
    public static ForeignText hidingNothing() {
        return NOTHING_HIDDEN;
    }

    /**
     * For text that may quote a token.
     *
     * @param secrets the tokens in use; empty ones are left out
     * @return what cuts, escapes and hides them
     */
    public static ForeignText hiding(Collection<String> secrets) {
        List<String> known = new ArrayList<>(secrets);
        known.removeIf(String::isEmpty);
        return known.isEmpty() ? NOTHING_HIDDEN : new ForeignText(List.copyOf(known));
    }

    /**
     * Hides another secret as well.
     *
     * @param secret the secret
     * @return what hides the secrets of this one and that one
     */
    public ForeignText and(String secret) {
        List<String> more = new ArrayList<>(secrets);
        more.add(secret);
        return hiding(more);
    }

    /**
     * Makes a text fit to be shown, in {@value #MAX_LENGTH} characters.
     *
     * @param text the text; {@code null} counts as empty
     * @return the text on one line, without surrounding white space
     */
    public String fit(@Nullable String text) {
        return fit(text, MAX_LENGTH);
    }

    /**
     * Makes a text fit to be shown.
     *
     * @param text the text; {@code null} counts as empty
     * @param maxLength how many characters the result has at most; 11 or more
     * @return the text on one line, without surrounding white space; ends with three dots if it was cut
     */
    public String fit(@Nullable String text, int maxLength) {
        if (maxLength < LEAST_LENGTH) {
            throw new IllegalArgumentException("maxLength must be " + LEAST_LENGTH + " or more");
        }
        if (text == null) {
            return "";
        }
        String whole = text.strip();
        String read = whole.substring(0, (int) Math.min(whole.length(), (long) READ_AHEAD * maxLength));
        boolean[] hidden = SecretSearch.find(read, secrets);
        StringBuilder shown = new StringBuilder(Math.min(read.length(), maxLength));
        int mayBeCutAt = 0;
        int at = 0;
        while (at < read.length()) {
            int before = shown.length();
            at = hidden[at] ? hide(hidden, at, shown) : show(read, at, shown);
            if (before <= maxLength - CUT.length()) {
                mayBeCutAt = before;
            }
            if (shown.length() > maxLength) {
                return cut(shown, mayBeCutAt);
            }
        }
        if (read.length() == whole.length()) {
            return shown.toString();
        }
        return cut(shown, shown.length() <= maxLength - CUT.length() ? shown.length() : mayBeCutAt);
    }

    private static String cut(StringBuilder shown, int length) {
        shown.setLength(length);
        return shown.append(CUT).toString();
    }

    private static int hide(boolean[] hidden, int from, StringBuilder shown) {
        shown.append(HIDDEN);
        int at = from;
        while (at < hidden.length && hidden[at]) {
            at++;
        }
        return at;
    }

    private static int show(String text, int at, StringBuilder shown) {
        int point = text.codePointAt(at);
        int next = at + Character.charCount(point);
        if (isFit(point)) {
            shown.appendCodePoint(point);
            return next;
        }
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default ->
                text.substring(at, next)
                        .chars()
                        .forEach(unit -> shown.append("\\u").append(String.format("%04X", unit)));
        }
        return next;
    }

    /** Whether a character is seen as itself, and leaves the rest of the line as it is. */
    static boolean isFit(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "ForeignText[hides " + secrets.size() + "]";
    }
}
