package dev.archon.simulator.scenario;

/**
 * A text is not a valid scenario, action, fault or stub. The message names the place and the problem:
 *
 * <pre>evening.json:7:31: steps[2].lines must be 1 to 1000000: 0</pre>
 */
public final class ScenarioFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The line, from 1. */
    private final int line;

    /** The column, from 1. */
    private final int column;

    /** The path of the field; empty for the whole text. */
    private final String field;

    ScenarioFormatException(String source, SourceLocation place, String problem) {
        super(source + ":" + place.line() + ":" + place.column() + ": " + problem);
        this.line = place.line();
        this.column = place.column();
        this.field = place.field();
    }

    /**
     * The line of the problem.
     *
     * @return the line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * The column of the problem.
     *
     * @return the column, from 1
     */
    public int column() {
        return column;
    }

    /**
     * The path of the field that is wrong or missing.
     *
     * @return its path, for example {@code steps[2].lines}; empty if it is the whole text
     */
    public String field() {
        return field;
    }
}
