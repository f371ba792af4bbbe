package dev.archon.simulator.internal.control;

import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.Stub;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schemas (draft 2020-12) of what the control API takes and answers, by their names in the OpenAPI document. Those of
 * scenarios, actions and faults are those of scenario files, those of stubs are those of stub files.
 */
final class ControlSchemas {

    static final String ACTION = "action";
    static final String ANYTHING = "anything";
    static final String ERROR = "error";
    static final String FAULT = "fault";
    static final String JOURNAL = "journal";
    static final String KINDS = "kinds";
    static final String NEW_SERVER = "new-server";
    static final String OPENAPI = "openapi";
    static final String RUN = "run";
    static final String SCENARIO = "scenario";
    static final String SCENARIOS = "scenarios";
    static final String SCHEMA = "schema";
    static final String SERVER = "server";
    static final String SERVERS = "servers";
    static final String SIMULATOR = "simulator";
    static final String STARTED_FAULT = "started-fault";
    static final String STARTED_STUBS = "started-stubs";
    static final String STUB_FILE = "stub-file";

    private static final String LOCAL = "#/$defs/";
    private static final String REFERENCE = "#/components/schemas/";

    private ControlSchemas() {}

    /** All schemas by their names. */
    static ObjectNode all() {
        ObjectNode all = JsonText.object();
        addOfFiles(all, SCENARIO, Scenario.schema());
        addOfFiles(all, STUB_FILE, Stub.schema());
        all.putObject(ANYTHING).put("description", "Any JSON.");
        all.putObject(SCHEMA).put("type", "object").put("description", "A JSON Schema.");
        all.putObject(OPENAPI).put("type", "object").put("description", "This document.");
        all.set(ERROR, object("What is wrong, and where.", List.of("error", "description"), fields -> {
            text(fields, "error", "A short name for the error.");
            text(fields, "description", "What is wrong and what to do.");
            text(fields, "field", "The field, parameter, header or part of the path that it is about.");
            number(fields, "line", "The line of the body that it is about.");
            number(fields, "column", "The column of that line.");
        }));
        all.set(
                NEW_SERVER,
                object(
                        "A server that is to be added.",
                        List.of("id"),
                        fields -> text(fields, "id", "The id that clients name it by.")
                                .put("minLength", 1)
                                .put("maxLength", 200)));
        all.set(RUN, object("A scenario that is being played.", List.of("id", "name", "summary", "since"), fields -> {
            number(fields, "id", "Its number, by which it is stopped.");
            text(fields, "name", "The name of the scenario.");
            text(fields, "summary", "What happens in it.");
            time(fields, "since", "When it began.");
            number(fields, "lines_per_second_asked", "What it asks for, if it reaches less.");
            number(fields, "lines_per_second_reached", "What it reaches, if it asks for more.");
        }));
        all.set(
                STARTED_FAULT,
                object("A fault that is switched on.", List.of("id", "since", "strikes", "fault"), fields -> {
                    number(fields, "id", "Its number, by which it is switched off.");
                    time(fields, "since", "When it was switched on.");
                    number(fields, "strikes", "How often it has hit.");
                    number(fields, "times", "How often it hits at most; all the time if absent.");
                    fields.set("fault", reference(FAULT));
                }));
        all.set(STARTED_STUBS, list("started-stub"));
        all.set("started-stub", object("A stub that was added.", List.of("id", "answers", "stub"), fields -> {
            number(fields, "id", "Its number, by which it is removed.");
            number(fields, "answers", "How many calls it has answered.");
            fields.set("stub", reference("stub"));
        }));
        all.set(SERVER, server());
        all.set(SERVERS, list(SERVER));
        all.set(SIMULATOR, simulator());
        all.set(SCENARIOS, list("scenario-name"));
        all.set("scenario-name", object("A scenario that is ready.", List.of("name", "summary"), fields -> {
            text(fields, "name", "The name to play it by.");
            text(fields, "summary", "What happens in it.");
        }));
        all.set(KINDS, list("kind"));
        all.set("kind", kind());
        all.set(JOURNAL, object("A part of the journal.", List.of("next", "missed", "entries"), fields -> {
            number(fields, "next", "The number to ask for the following part with.");
            number(fields, "missed", "How many entries were forgotten before they were asked for.");
            fields.set("entries", list("journal-entry"));
        }));
        ObjectNode entry = object("What a client did.", List.of("index", "time", "server", "what"), fields -> {
            number(fields, "index", "Its number among all entries, from 1.");
            time(fields, "time", "When it did so.");
            text(fields, "server", "The id of the server; empty if it named none.");
            text(fields, "what", "The kind of the entry, which decides on its other fields.");
        });
        all.set("journal-entry", entry.put("additionalProperties", true));
        return all;
    }

    private static void addOfFiles(ObjectNode all, String name, String schema) {
        ObjectNode file = (ObjectNode) JsonText.parse(schema.replace(LOCAL, REFERENCE));
        file.remove(List.of("$schema", "$id"));
        all.setAll((ObjectNode) file.remove("$defs"));
        all.set(name, file);
    }

    private static ObjectNode server() {
        List<String> required = List.of(
                "id",
                "power_state",
                "events",
                "connections",
                "connection_numbers",
                "log_lines_sent",
                "scenarios",
                "faults");
        return object("A simulated server.", required, fields -> {
            text(fields, "id", "The id that clients name it by.");
            text(fields, "power_state", "The power state.");
            text(fields, "events", "In which messages the console is told: doc or panel.");
            number(fields, "connections", "How many sockets are authenticated.");
            fields.putObject("connection_numbers")
                    .put("type", "array")
                    .put("description", "The numbers of the open sockets, by which a fault can name one.")
                    .putObject("items")
                    .put("type", "integer");
            number(fields, "log_lines_sent", "How many lines of the console were written to sockets.");
            fields.set("scenarios", list(RUN));
            fields.set("faults", list(STARTED_FAULT));
        });
    }

    private static ObjectNode simulator() {
        List<String> required = List.of("now", "seed", "journal_next", "openapi", "servers", "routes");
        return object("The simulator.", required, fields -> {
            time(fields, "now", "The simulated time.");
            number(fields, "seed", "What randomness comes from.");
            number(fields, "journal_next", "The number of the newest entry of the journal.");
            text(fields, "openapi", "The path of the OpenAPI document.");
            fields.set("servers", list(SERVER));
            fields.putObject("routes")
                    .put("type", "array")
                    .set("items", object("A route.", List.of("method", "path", "summary"), route -> {
                        text(route, "method", "The HTTP method.");
                        text(route, "path", "The path; a part in capital letters stands for any text.");
                        text(route, "summary", "What it does.");
                    }));
        });
    }

    private static ObjectNode kind() {
        return object("A kind of action or fault.", List.of("name", "summary", "parameters"), fields -> {
            text(fields, "name", "Its name.");
            text(fields, "summary", "What it does.");
            ObjectNode parameter =
                    object("What it takes.", List.of("name", "type", "summary", "required"), parameterFields -> {
                        text(parameterFields, "name", "Its name.");
                        text(parameterFields, "type", "What a value looks like.");
                        text(parameterFields, "summary", "What it means.");
                        parameterFields.putObject("required").put("type", "boolean");
                        text(parameterFields, "default", "What it is if it is absent.");
                        number(parameterFields, "least", "The least that a number may be.");
                        number(parameterFields, "most", "The most that a number may be.");
                        parameterFields
                                .putObject("choices")
                                .put("type", "array")
                                .putObject("items")
                                .put("type", "string");
                    });
            fields.putObject("parameters").put("type", "array").set("items", parameter);
        });
    }

    static ObjectNode reference(String name) {
        return JsonText.object().put("$ref", REFERENCE + name);
    }

    private static ObjectNode list(String name) {
        ObjectNode list = JsonText.object().put("type", "array");
        list.set("items", reference(name));
        return list;
    }

    private static ObjectNode object(String description, List<String> required, Consumer<ObjectNode> fields) {
        ObjectNode object = JsonText.object().put("type", "object").put("description", description);
        fields.accept(object.putObject("properties"));
        ArrayNode names = object.putArray("required");
        required.forEach(names::add);
        return object.put("additionalProperties", false);
    }

    private static ObjectNode text(ObjectNode fields, String name, String description) {
        return fields.putObject(name).put("type", "string").put("description", description);
    }

    private static void time(ObjectNode fields, String name, String description) {
        text(fields, name, description).put("format", "date-time");
    }

    private static void number(ObjectNode fields, String name, String description) {
        fields.putObject(name).put("type", "integer").put("description", description);
    }
}
