package dev.archon.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a stub is, and how it is written in files. */
class StubTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/stubs");

    @TempDir
    Path folder;

    @Test
    void aStubOfJavaIsTheSameAsOneOfAFile() {
        Stub stub = Stub.on("POST /v1/x/{name}")
                .status(201)
                .header("X-Name", "{path.name}")
                .json("{\"a\":1}")
                .override()
                .build();

        assertEquals(
                stub,
                Stub.parse("{\"method\":\"post\",\"path\":\"/v1/x/{name}\",\"status\":201,"
                        + "\"headers\":{\"x-name\":\"{path.name}\"},\"body\":{\"a\":1},\"override\":true}"));
        assertEquals(stub, Stub.parse(stub.toJson()));
    }

    @Test
    void aStubWithAPathAloneAnswersGetWithNothing() {
        assertEquals(Stub.on("GET /x").build(), Stub.parse("{\"path\":\"/x\"}"));
        assertEquals("", Stub.parse("{\"path\":\"/x\"}").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"path\":\"/x\",\"body\":{\"a\":[1,null]}} | application/json | {\"a\":[1,null]}",
                "{\"path\":\"/x\",\"body\":null} | application/json | null",
                "{\"path\":\"/x\",\"body\":\"hello\"} | text/plain; charset=utf-8 | hello",
                "{\"path\":\"/x\",\"body\":\"<p>\",\"headers\":{\"Content-Type\":\"text/html\"}} | text/html | <p>"
            })
    void theBodysTypeIsThatOfItsForm(String json, String type, String body) {
        Stub stub = Stub.parse(json);

        assertEquals(type, stub.headers().get("content-type"));
        assertEquals(body, stub.body());
    }

    @Test
    void placeholdersAreFilledAndValuesAreNotFilledAgain() {
        Stub stub = Stub.on("GET /x/{name}")
                .header("X-Name", "{path.name}")
                .json("{\"n\":\"{path.name}\",\"q\":\"{query.a}\",\"s\":\"{server}\",\"other\":\"{nothing}\"}")
                .build();
        Map<String, String> values =
                Map.of("path.name", "a\"b\\\r\n{now}", "query.a", "{server}", "server", "demo", "now", "never");

        Stub.Answer answer = stub.answer(values::get);

        assertEquals("a\"b\\ {now}", answer.headers().get("x-name"));
        assertEquals(
                "{\"n\":\"a\\\"b\\\\\\u000d\\u000a{now}\",\"q\":\"{server}\",\"s\":\"demo\",\"other\":\"{nothing}\"}",
                answer.body());
    }

    @Test
    void aValueCannotBecomeMarkup() {
        Stub stub = Stub.on("GET /x").body("<p>{query.a}", "text/html").build();

        assertEquals("<p>&lt;script&gt;", stub.answer(name -> "<script>").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | stub:1:1: path is missing",
                "{\"path\":\"x\"} | stub:1:1: path must start with a slash: x",
                "{\"path\":\"/x\",\"status\":99} | stub:1:23: status must be 200 to 599: 99",
                "{\"path\":\"/x\",\"stat\":200} | stub:1:21: stat is not known: did you mean status",
                "{\"path\":\"/x\",\"override\":1} | stub:1:25: override must be true or false, not a number",
                "{\"path\":\"/x\",\"headers\":{\"a b\":\"\"}} | stub:1:1: headers must have names that HTTP allows: a b",
                "{\"path\":\"/x\",\"headers\":{\"Content-Length\":9}} | stub:1:1: headers must not have Content-Length",
                "{\"path\":\"/x\",\"headers\":{\"a\":1e999999999}} | stub:1:29: headers.a must be a string, not a number",
                "{\"path\":\"/x\",\"headers\":{\"a\":\"b\\nc\"}} | stub:1:1: headers must have values of one line",
                "{\"path\":\"/x\",\"status\":204,\"body\":1} | stub:1:1: body must be absent",
                "{\"path\":\"/{a}\",\"body\":\"{path.b}\"} | stub:1:1: path must have the part {b}, since {path.b}",
                "{\"path\":\"/x\",\"body_file\":\"a.txt\"} | stub:1:26: body_file is for stub files only",
            })
    void whatIsNoStubIsExplainedWithItsPlace(String json, String explanation) {
        String message = String.valueOf(assertThrows(ScenarioFormatException.class, () -> Stub.parse(json))
                .getMessage());
        assertTrue(message.startsWith(explanation), message);
    }

    @Test
    void theExampleIsReadFromItsFolderAndFromItsFile() throws Exception {
        List<Stub> stubs = Stub.read(EXAMPLE);

        assertEquals(stubs, Stub.read(EXAMPLE.resolve("panel.json")));
        assertEquals(
                List.of("GET /v1/servers/{server}/startup", "PATCH /v1/servers/{server}/startup", "GET /v1/notices"),
                stubs.stream().map(stub -> stub.call().toString()).toList());
        assertTrue(stubs.get(2).body().contains("{query.user}"));
        assertEquals("application/json", stubs.get(2).headers().get("content-type"));
        assertEquals(List.of(), StubSchema.problems(Files.readString(EXAMPLE.resolve("panel.json"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"/x\"}",
                "[{\"path\":\"/x\"}]",
                "{\"$schema\":\"x\",\"stubs\":[{\"path\":\"/x\"}]}",
                "\uFEFF{\"$schema\":\"x\",\"path\":\"/x\"}"
            })
    void aFileHoldsOneStubOrAList(String text) throws Exception {
        write("one.json", text);

        assertEquals(List.of(Stub.on("GET /x").build()), Stub.read(folder.resolve("one.json")));
        assertEquals(List.of(), StubSchema.problems(text.replace("\uFEFF", "")));
    }

    @Test
    void bodiesMayStandBesideStubsAndAreNotTakenForThem() throws Exception {
        write("a-body.json", "[1]");
        write("stub.json", "{\"path\":\"/x\",\"body_file\":\"a-body.json\"}");

        assertEquals(List.of("[1]"), Stub.read(folder).stream().map(Stub::body).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | x.json:1:1: the text must hold at least one stub",
                "{\"stubs\":{}} | x.json:1:10: stubs must be a list, not an object",
                "{\"stubs\":[], \"a\":1} | x.json:1:18: a is not known",
                "'[{\"path\":\"/a\"},\n {\"path\":7}]' | x.json:2:10: [1].path must be a string, not a number",
                "{\"path\":\"/a\",\"body_file\":\"no.txt\"} | x.json:1:26: body_file must be a file that is there: no.txt",
                "{\"path\":\"/a\",\"body_file\":\"../a\"} | x.json:1:26: body_file must be in the folder of the stub file",
                "{\"path\":\"/a\",\"body_file\":\"/etc/passwd\"} | x.json:1:26: body_file must be in the folder",
                "{\"path\":\"/a\",\"body_file\":\".\"} | x.json:1:26: body_file must be in the folder",
                "{\"path\":\"/a\",\"body_file\":\"x.json\",\"body\":1} | x.json:1:26: body_file must not be given together",
                "{\"path\":\"/a\" | x.json:1:13: the text is not JSON: it ends before it is complete",
            })
    void whatIsWrongInAFileIsNamedWithFileLineAndColumn(String text, String explanation) throws Exception {
        write("x.json", text);

        for (Path path : List.of(folder, folder.resolve("x.json"))) {
            String message = String.valueOf(assertThrows(ScenarioFormatException.class, () -> Stub.read(path))
                    .getMessage());
            assertTrue(message.startsWith(explanation), message);
        }
    }

    @Test
    void aBodyThatIsNotUtf8OrTooLargeIsRefused() throws Exception {
        Files.write(folder.resolve("b"), "ä".getBytes(StandardCharsets.ISO_8859_1));
        write("x.json", "{\"path\":\"/a\",\"body_file\":\"b\"}");
        assertTrue(String.valueOf(assertThrows(ScenarioFormatException.class, () -> Stub.read(folder))
                        .getMessage())
                .endsWith("body_file must be a file in UTF-8: b"));

        Files.write(folder.resolve("b"), new byte[Stub.MAX_BODY + 1]);
        assertTrue(String.valueOf(assertThrows(ScenarioFormatException.class, () -> Stub.read(folder))
                        .getMessage())
                .contains("body_file must have at most 1048576 bytes"));
    }

    @Test
    void aFolderWithoutStubsIsAnError() {
        assertEquals(
                "the folder has no stub in a file whose name ends with .json",
                assertThrows(IOException.class, () -> Stub.read(folder)).getMessage());
    }

    @Test
    void theSchemaIsJson() {
        assertTrue(new JsonMapper().readTree(Stub.schema()).path("$defs").has("stub"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
