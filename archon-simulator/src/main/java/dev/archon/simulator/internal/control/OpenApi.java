package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.json.JsonText;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes the control API as an OpenAPI document (version 3.1), from its table of routes. */
final class OpenApi {

    static final String PATH = "/sim/openapi.json";

    private static final String JSON = "application/json";

    private OpenApi() {}

    static ObjectNode document(List<Route> routes) {
        ObjectNode document = JsonText.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Control API of the Archon simulator")
                .put(
                        "description",
                        "Makes simulated servers misbehave while clients are connected. It asks for no password, and takes"
                                + " requests of the simulator's own machine unless it was started otherwise.")
                .put("version", "1");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            String path = template(route);
            ObjectNode item = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
            item.set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        document.putObject("components").set("schemas", ControlSchemas.all());
        return document;
    }

    /** The path with its variables in braces. */
    static String template(Route route) {
        StringBuilder path = new StringBuilder(ControlRequest.ROOT);
        route.parts()
                .forEach(part -> path.append('/')
                        .append(Route.isVariable(part) ? "{" + part.toLowerCase(Locale.ROOT) + "}" : part));
        return route.parts().isEmpty() ? path.append('/').toString() : path.toString();
    }

    private static ObjectNode operation(Route route) {
        RouteForm form = route.form();
        ObjectNode operation = JsonText.object().put("operationId", name(route)).put("summary", route.summary());
        ArrayNode parameters = operation.putArray("parameters");
        route.parts().stream()
                .filter(Route::isVariable)
                .forEach(part -> parameters
                        .addObject()
                        .put("name", part.toLowerCase(Locale.ROOT))
                        .put("in", "path")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string"));
        form.queries().forEach(query -> parameters.add(parameter(query)));
        form.body().ifPresent(schema -> {
            ObjectNode body = operation.putObject("requestBody").put("required", form.bodyRequired());
            content(body, schema);
        });
        ObjectNode responses = operation.putObject("responses");
        ObjectNode answer = responses.putObject(form.status()).put("description", "It was done.");
        form.answer().ifPresent(schema -> content(answer, schema));
        content(responses.putObject("default").put("description", "It could not be done."), ControlSchemas.ERROR);
        return operation;
    }

    private static ObjectNode parameter(RouteForm.Query query) {
        ObjectNode parameter = JsonText.object()
                .put("name", query.name())
                .put("in", "query")
                .put("description", query.summary())
                .put("required", false);
        ObjectNode schema =
                parameter.putObject("schema").put("type", query.least().isPresent() ? "integer" : "string");
        query.least().ifPresent(least -> schema.put("minimum", least));
        query.most().ifPresent(most -> schema.put("maximum", most));
        return parameter;
    }

    private static void content(ObjectNode holder, String schema) {
        holder.putObject("content").putObject(JSON).set("schema", ControlSchemas.reference(schema));
    }

    /** For example {@code post-servers-id-faults}. */
    private static String name(Route route) {
        String parts = String.join("-", route.parts()).toLowerCase(Locale.ROOT).replace('.', '-');
        return route.method().toLowerCase(Locale.ROOT) + (parts.isEmpty() ? "" : "-" + parts);
    }
}
