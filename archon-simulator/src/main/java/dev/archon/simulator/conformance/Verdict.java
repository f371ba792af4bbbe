package dev.archon.simulator.conformance;

import java.util.Locale;

/** How well a client did in one case. */
public enum Verdict {
    /** It did what a good client does. */
    PASS,

    /** It did something that is allowed, or harms nobody, but is not what a good client does. */
    WEAK,

    /** It did something that a client must not do, or did not do what it must. */
    FAIL,

    /** The case did not come about, so nothing can be said. */
    NOT_SEEN;

    /**
     * Returns the word that reports show.
     *
     * @return for example {@code not seen}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Reads what {@link #word} returns.
     *
     * @param word for example {@code not seen}
     * @return the verdict
     * @throws IllegalArgumentException if it is no such word
     */
    public static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
