package dev.archon.simulator.scenario;

/**
 * A text is not what it should be: a scenario, an action, a fault or a stub. The message has everything that is needed to mend it:
 *
 * <pre>evening.json:7:31: steps[2].lines must be 1 to 1000000: 0</pre>
 */
public final class ScenarioFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** See {@link #line()}. */
    private final int line;

    /** See {@link #column()}. */
    private final int column;

    /** See {@link #field()}. */
    private final String field;

    ScenarioFormatException(String source, SourceLocation place, String problem) {
        super(source + ":" + place.line() + ":" + place.column() + ": " + problem);
        this.line = place.line();
        this.column = place.column();
        this.field = place.field();
    }

    /**
     * The line of the text where it went wrong.
     *
     * @return the line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * The place in that line.
     *
     * @return the column, from 1
     */
    public int column() {
        return column;
    }

    /**
     * The field that is wrong or missing.
     *
     * @return its path, for example {@code steps[2].lines}; empty if it is the whole text
     */
    public String field() {
        return field;
    }
}
