package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.archon.simulator.internal.json.JsonText;
import dev.archon.simulator.scenario.Fault;
import dev.archon.simulator.scenario.Scenarios;
import dev.archon.simulator.scenario.Stub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of the control API: what it says of a request is what the request is answered with. */
class OpenApiTest {

    private static final String PATH = "/sim/openapi.json";
    private static final String REFERENCE = "#/components/schemas/";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    /** A request of each operation whose body or query decides whether it can be done: what follows its path, and its body. */
    private static final Map<String, List<Example>> EXAMPLES = Map.of(
            "post /sim/servers", List.of(new Example("", "{\"id\":\"new\"}")),
            "post /sim/servers/{id}/actions", List.of(new Example("", "{\"do\":\"burst\",\"lines\":3}")),
            "post /sim/servers/{id}/scenarios",
                    List.of(
                            new Example("?name=flapping&seed=7", ""),
                            new Example("", Scenarios.named("boot").toJson())),
            "post /sim/servers/{id}/faults",
                    List.of(
                            new Example("?times=2", "{\"kind\":\"token-refused\",\"status\":500}"),
                            new Example("", "{\"kind\":\"latency\"}")),
            "post /sim/stubs",
                    List.of(
                            new Example("", "{\"path\":\"/v1/notices\",\"body\":[]}"),
                            new Example("", "[{\"path\":\"/a\",\"status\":204},{\"path\":\"/b\",\"override\":true}]"),
                            new Example("", "{\"stubs\":[{\"method\":\"PUT\",\"path\":\"/c/{d}\",\"body\":\"x\"}]}")),
            "get /sim/journal", List.of(new Example("", ""), new Example("?after=1&limit=1&server=demo", "")));

    private final ArchonSimulator sim = ArchonSimulator.builder().server("demo").start();

    /** What a request has besides its path. */
    private record Example(String query, String body) {}

    @AfterEach
    void close() {
        sim.close();
    }

    @Test
    void theDocumentNamesEveryRouteAndNoOther() throws Exception {
        Set<String> routes = new TreeSet<>();
        JsonNode simulator = json("/sim/");
        simulator
                .path("routes")
                .forEach(route -> routes.add(route.path("method").asString() + " "
                        + Pattern.compile("/([A-Z]+)\\b")
                                .matcher(route.path("path").asString())
                                .replaceAll(found -> "/{" + found.group(1).toLowerCase(Locale.ROOT) + "}")));

        Set<String> documented = new TreeSet<>();
        operations()
                .forEach(operation -> documented.add(
                        operation.substring(0, operation.indexOf(' ')).toUpperCase(Locale.ROOT)
                                + operation.substring(operation.indexOf(' '))));
        assertEquals(routes, documented);
        assertEquals(PATH, simulator.path("openapi").asString());
    }

    @Test
    void theDocumentIsWhole() throws Exception {
        JsonNode document = json(PATH);
        assertEquals("3.1.0", document.path("openapi").asString());
        assertFalse(document.path("info").path("title").asString().isEmpty());
        Set<String> ids = new HashSet<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    assertTrue(
                            ids.add(operation.path("operationId").asString()), "each operation has an id of its own");
                    assertFalse(operation.path("summary").asString().isEmpty());
                    List<String> inPath = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asString().equals("path")) {
                            inPath.add("{" + parameter.path("name").asString() + "}");
                        }
                    });
                    assertEquals(variables(path), inPath);
                }));
        JsonNode schemas = document.path("components").path("schemas");
        schemas.propertyNames().forEach(name -> assertTrue(NAME.matcher(name).matches(), name));
        for (JsonNode reference : document.findValues("$ref")) {
            String name = reference.asString();
            assertTrue(
                    name.startsWith(REFERENCE) && schemas.has(name.substring(REFERENCE.length())),
                    "there is no " + name);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatAnOperationAnswersIsWhatIsSaidOfIt(String operation) throws Exception {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1);
        JsonNode described = json(PATH).path("paths").path(path).path(method);
        for (Example example : EXAMPLES.getOrDefault(operation, List.of(new Example("", "")))) {
            ScenarioRun run = sim.server("demo").play(Scenarios.named("flapping"));
            ActiveFault fault = sim.server("demo").fault(new Fault.AuthRefused(), 3);
            ActiveStub stub = sim.stub(Stub.on("GET /v1/startup").text("{now}").build());
            HttpResponse<byte[]> unused = RestCalls.tokenCall(sim, "demo");
            long number = path.contains("faults") ? fault.id() : path.contains("stubs") ? stub.id() : run.id();
            String concrete =
                    path.replace("{id}", "demo").replace("{name}", "flapping").replace("{n}", String.valueOf(number));
            if (!example.body().isEmpty()) {
                JsonNode body = described.path("requestBody").path("content").path("application/json");
                assertEquals(List.of(), problems(body.path("schema"), example.body()));
            }
            HttpResponse<byte[]> answer = send(method, concrete + example.query(), example.body());
            String text = new String(answer.body(), StandardCharsets.UTF_8);

            JsonNode response = response(described, answer.statusCode());
            assertTrue(response.isObject(), operation + " was answered with " + answer.statusCode() + " " + text);
            assertEquals(response.has("content"), !text.isEmpty(), text);
            if (response.has("content")) {
                assertEquals(List.of(), problems(schemaOf(response), text));
            }
            sim.reset();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anErrorIsAnsweredAsIsSaidOfIt(String operation) throws Exception {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1);
        JsonNode described = json(PATH).path("paths").path(path).path(method);
        if (variables(path).isEmpty()
                && !described.path("requestBody").path("required").asBoolean()) {
            // Nothing can be wrong with it.
            return;
        }
        String concrete =
                path.replace("{id}", "nobody").replace("{name}", "nothing").replace("{n}", "99");

        HttpResponse<byte[]> answer = send(method, concrete, "{\"no\":");

        assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, String.valueOf(answer.statusCode()));
        assertEquals(
                List.of(),
                problems(
                        schemaOf(described.path("responses").path("default")),
                        new String(answer.body(), StandardCharsets.UTF_8)));
    }

    @Test
    void aBodyThatCannotBeTakenIsNoneOfTheSchema() throws Exception {
        JsonNode faults =
                json(PATH).path("paths").path("/sim/servers/{id}/faults").path("post");
        JsonNode schema = faults.path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");

        assertEquals(List.of(), problems(schema, "{\"kind\":\"bandwidth\",\"bytes_per_second\":1000}"));
        assertFalse(problems(schema, "{\"kind\":\"bandwidth\",\"bytes_per_second\":0}")
                .isEmpty());
        assertFalse(problems(schema, "{\"kind\":\"unheard-of\"}").isEmpty());

        JsonNode stubs = json(PATH)
                .path("paths")
                .path("/sim/stubs")
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        assertFalse(problems(stubs, "{\"path\":\"/a\",\"status\":99}").isEmpty());
        assertFalse(problems(stubs, "[]").isEmpty());
    }

    /** Each operation as its method and its path; the same in every simulator. */
    static Stream<String> operations() throws Exception {
        try (ArchonSimulator shown = ArchonSimulator.builder().start()) {
            List<String> operations = new ArrayList<>();
            json(shown.baseUri(), PATH)
                    .path("paths")
                    .forEachEntry((path, item) ->
                            item.propertyNames().forEach(method -> operations.add(method + " " + path)));
            return operations.stream();
        }
    }

    private static List<String> variables(String path) {
        return Pattern.compile("\\{[a-z]+}")
                .matcher(path)
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static JsonNode response(JsonNode operation, int status) {
        JsonNode responses = operation.path("responses");
        return responses.has(String.valueOf(status))
                ? responses.path(String.valueOf(status))
                : responses.path(status / 100 + "XX");
    }

    private static JsonNode schemaOf(JsonNode response) {
        return response.path("content").path("application/json").path("schema");
    }

    /** What a validator that knows nothing of the simulator has against a text. */
    private List<String> problems(JsonNode schema, String json) throws Exception {
        ObjectNode whole = JsonText.object().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("$ref", schema.path("$ref"));
        whole.set("components", json(PATH).path("components"));
        Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonText.text(whole), InputFormat.JSON);
        return validator.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sim.baseUri().resolve(path))
                .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode json(String path) throws Exception {
        return json(sim.baseUri(), path);
    }

    private static JsonNode json(URI base, String path) throws Exception {
        return JsonText.parse(new String(RestCalls.get(base, path).body(), StandardCharsets.UTF_8));
    }
}
