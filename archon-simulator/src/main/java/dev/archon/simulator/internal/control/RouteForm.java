package dev.archon.simulator.internal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters, the body and the answers of a route, for the OpenAPI document.
 *
 * @param queries the parameters of the query
 * @param body the name of the schema of the body, one of {@link ControlSchemas}; empty for none
 * @param bodyRequired whether there must be a body
 * @param status the status of an answer that is no error, or a range such as {@code 2XX}
 * @param answer the name of the schema of that answer, one of {@link ControlSchemas}; empty for none
 */
record RouteForm(
        List<Query> queries, Optional<String> body, boolean bodyRequired, String status, Optional<String> answer) {

    /** The answer is empty. */
    static final RouteForm EMPTY_ANSWER = new RouteForm(List.of(), Optional.empty(), false, "204", Optional.empty());

    /**
     * A parameter of the query, which may be absent.
     *
     * @param name its name
     * @param summary what it means, in one sentence
     * @param least the least that a number may be; empty for a text
     * @param most the most that a number may be
     */
    record Query(String name, String summary, Optional<Long> least, Optional<Long> most) {}

    RouteForm {
        queries = List.copyOf(queries);
    }

    /** The form of a route that says no more about itself. */
    static RouteForm usual(String method) {
        return switch (method) {
            case "GET" -> answering(200, ControlSchemas.ANYTHING);
            case "DELETE" -> EMPTY_ANSWER;
            default -> new RouteForm(List.of(), Optional.of(ControlSchemas.ANYTHING), false, "2XX", Optional.empty());
        };
    }

    static RouteForm answering(int status, String schema) {
        return new RouteForm(List.of(), Optional.empty(), false, Integer.toString(status), Optional.of(schema));
    }

    RouteForm taking(String schema) {
        return new RouteForm(queries, Optional.of(schema), true, status, answer);
    }

    RouteForm perhapsTaking(String schema) {
        return new RouteForm(queries, Optional.of(schema), false, status, answer);
    }

    RouteForm withText(String name, String summary) {
        return with(new Query(name, summary, Optional.empty(), Optional.empty()));
    }

    RouteForm withNumber(String name, long least, long most, String summary) {
        return with(new Query(name, summary, Optional.of(least), Optional.of(most)));
    }

    private RouteForm with(Query query) {
        List<Query> all = new ArrayList<>(queries);
        all.add(query);
        return new RouteForm(all, body, bodyRequired, status, answer);
    }
}
