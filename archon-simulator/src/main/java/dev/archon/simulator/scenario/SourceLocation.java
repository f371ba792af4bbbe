package dev.archon.simulator.scenario;

/**
 * The place of a value in a text.
 *
 * @param source the text's name in errors, such as its file name
 * @param field the path of the field that holds it; empty for the outermost value
 * @param line its line, from 1
 * @param column its column, from 1
 */
record SourceLocation(String source, String field, int line, int column) {

    String child(String name) {
        return field.isEmpty() ? name : field + "." + name;
    }

    String element(int index) {
        return field + "[" + index + "]";
    }

    /** An error about this value; the problem continues the sentence after the field's name. */
    ScenarioFormatException problem(String problem) {
        return new ScenarioFormatException(
                source, this, field.isEmpty() ? "the text " + problem : field + " " + problem);
    }

    /** An error about a field that this value lacks. */
    ScenarioFormatException missing(String name) {
        return new SourceLocation(source, child(name), line, column).problem("is missing");
    }

    /** An error that a value's own check found, whose message starts with the field's name. */
    ScenarioFormatException refused(IllegalArgumentException error) {
        String message = String.valueOf(error.getMessage());
        return new ScenarioFormatException(source, this, field.isEmpty() ? message : field + ": " + message);
    }
}
