package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.ScenarioFormatException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A request to the control API that is answered with an error. */
final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String field;
    private final int line;
    private final int column;
    private final String allow;

    private ControlException(
            int status, String error, String description, String field, int line, int column, String allow) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.field = field;
        this.line = line;
        this.column = column;
        this.allow = allow;
    }

    /**
     * An error.
     *
     * @param status the HTTP status
     * @param error a short name for it
     * @param description the problem and the remedy
     * @param field the parameter, header or part of the path that it is about; empty for none
     */
    ControlException(int status, String error, String description, String field) {
        this(status, error, description, field, 0, 0, "");
    }

    static ControlException badRequest(String description, String field) {
        return new ControlException(400, "bad_request", description, field);
    }

    static ControlException notFound(String description, String field) {
        return new ControlException(404, "not_found", description, field);
    }

    static ControlException of(ScenarioFormatException e) {
        return new ControlException(
                400, "bad_request", String.valueOf(e.getMessage()), e.field(), e.line(), e.column(), "");
    }

    /**
     * The error of a method that a path does not have.
     *
     * @param methods the methods that it has
     */
    static ControlException methodNotAllowed(List<String> methods) {
        return new ControlException(
                405,
                "method_not_allowed",
                "use " + String.join(" or ", methods),
                "method",
                0,
                0,
                HttpAnswer.allow(methods));
    }

    HttpAnswer answer() {
        ObjectNode body = JsonText.object().put("error", error).put("description", String.valueOf(getMessage()));
        if (!field.isEmpty()) {
            body.put("field", field);
        }
        if (line > 0) {
            body.put("line", line).put("column", column);
        }
        HttpAnswer answer = ControlJson.answer(status, body);
        return allow.isEmpty() ? answer : answer.with("Allow", allow);
    }
}
