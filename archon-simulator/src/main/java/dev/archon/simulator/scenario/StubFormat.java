package dev.archon.simulator.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of stubs: of one, and of the text that holds several. */
final class StubFormat {

    /** Where a text holds several, the field that has them. */
    static final String STUBS = "stubs";

    private static final JsonField<Stub, String> METHOD = JsonField.withDefault(
            "method",
            JsonType.TEXT,
            "GET",
            "the HTTP method, or * for any",
            stub -> stub.call().method());
    private static final JsonField<Stub, String> PATH = JsonField.required(
            "path",
            JsonType.TEXT.narrowed(schema -> schema.put("pattern", "^/[^?#]*$")),
            "the path, with {name} or * for any one part and ** at its end for all that follows",
            stub -> stub.call().path());
    private static final JsonField<Stub, Integer> STATUS =
            JsonField.withDefault("status", JsonType.number(200, 599), 200, "the HTTP status", Stub::status);
    private static final JsonField<Stub, Map<String, String>> HEADERS = JsonField.withDefault(
            "headers", JsonType.TEXTS, Map.of(), "headers, which may hold placeholders", Stub::headers);
    private static final JsonField<Stub, Optional<LocatedJson>> BODY = JsonField.optional(
            "body",
            JsonType.ANY,
            "the body: JSON, or a string that is sent as it is; both may hold placeholders",
            stub -> Optional.of(stub.body())
                    .filter(text -> !text.isEmpty())
                    .map(text -> new LocatedJson.Text(new SourceLocation("stub", "body", 1, 1), text)));
    private static final JsonField<Stub, Optional<String>> BODY_FILE = JsonField.optional(
            "body_file",
            JsonType.TEXT,
            "in place of a body, a text file in UTF-8, in the folder of the stub file or below it",
            stub -> Optional.empty());
    private static final JsonField<Stub, Boolean> OVERRIDE = JsonField.withDefault(
            "override", JsonType.FLAG, false, "whether it answers in place of the simulator, too", Stub::overrides);

    /** The format of stubs that may not name files. */
    static final StubFormat WITHOUT_FILES = new StubFormat((name, place) -> {
        throw place.problem("is for stub files only; give the body itself as body");
    });

    private final JsonFormat<Stub> format;
    private final BodyFiles files;

    /** Reads the files that bodies are in. */
    interface BodyFiles {

        /**
         * Reads a file.
         *
         * @param name the name that the stub gives
         * @param place where it stands
         * @return the text
         * @throws ScenarioFormatException if it cannot be read
         */
        String read(String name, SourceLocation place);
    }

    StubFormat(BodyFiles files) {
        this.files = files;
        this.format = JsonFormat.of(
                Stub.class,
                "stub",
                "A ready answer to REST calls.",
                List.of(METHOD, PATH, STATUS, HEADERS, BODY, BODY_FILE, OVERRIDE),
                this::stub);
    }

    /** Reads one stub. */
    Stub read(LocatedJson json) {
        return format.read(json, Set.of(Scenario.SCHEMA_FIELD));
    }

    /** Reads the stubs of a text: a list of them, an object that has the list, or one alone. */
    List<Stub> readAll(LocatedJson json) {
        if (json instanceof LocatedJson.Elements elements) {
            if (elements.values().isEmpty()) {
                throw elements.place().problem("must hold at least one stub");
            }
            return elements.values().stream().map(this::read).toList();
        }
        JsonObject object = JsonObject.of(json);
        Optional<LocatedJson> stubs = object.field(STUBS);
        if (stubs.isEmpty()) {
            return List.of(read(json));
        }
        object.checkNames(List.of(STUBS), Set.of(Scenario.SCHEMA_FIELD));
        if (stubs.get() instanceof LocatedJson.Elements elements) {
            return readAll(elements);
        }
        throw stubs.get().place().problem("must be a list, not " + stubs.get().what());
    }

    static ObjectNode write(Stub stub) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        WITHOUT_FILES.format.write(stub, out);
        return out;
    }

    static ObjectNode schema() {
        return WITHOUT_FILES.format.schema(Optional.empty());
    }

    private Stub stub(JsonObject object) {
        Map<String, String> headers = new LinkedHashMap<>();
        Body body = body(object);
        HEADERS.reader().apply(object).forEach(headers::put);
        boolean typed = headers.keySet().stream().anyMatch(Stub.CONTENT_TYPE::equalsIgnoreCase);
        if (!typed && !body.text().isEmpty()) {
            headers.put(Stub.CONTENT_TYPE, body.contentType());
        }
        return new Stub(
                new CallPattern(METHOD.reader().apply(object), PATH.reader().apply(object)),
                STATUS.reader().apply(object),
                headers,
                body.text(),
                OVERRIDE.reader().apply(object));
    }

    private record Body(String text, String contentType) {}

    private Body body(JsonObject object) {
        Optional<LocatedJson> body = BODY.reader().apply(object);
        Optional<String> file = BODY_FILE.reader().apply(object);
        if (file.isEmpty()) {
            return body.map(StubFormat::body).orElse(new Body("", Stub.TEXT));
        }
        SourceLocation place = object.required(BODY_FILE.name()).place();
        if (body.isPresent()) {
            throw place.problem("must not be given together with body");
        }
        return new Body(files.read(file.get(), place), typeOf(file.get()));
    }

    private static Body body(LocatedJson value) {
        return value instanceof LocatedJson.Text text
                ? new Body(text.value(), Stub.TEXT)
                : new Body(value.plain().toString(), Stub.JSON);
    }

    private static String typeOf(String file) {
        if (file.endsWith(".json")) {
            return Stub.JSON;
        }
        return file.endsWith(".html") ? "text/html; charset=utf-8" : Stub.TEXT;
    }
}
