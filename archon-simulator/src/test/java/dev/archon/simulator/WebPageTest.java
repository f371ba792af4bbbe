package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SimulatedArchon
class WebPageTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/archon/simulator/web");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @Test
    void theRootIsThePage() throws Exception {
        HttpResponse<String> page = call("GET", "/");
        assertEquals(200, page.statusCode());
        assertEquals("text/html; charset=utf-8", header(page, "content-type"));
        assertEquals(Files.readString(FOLDER.resolve("index.html")), page.body());
    }

    @Test
    void everyFileOfThePageIsServedWithItsType() throws Exception {
        Map<String, String> types = Map.of(
                "html", "text/html; charset=utf-8",
                "css", "text/css; charset=utf-8",
                "js", "text/javascript; charset=utf-8",
                "svg", "image/svg+xml");
        for (String file : files()) {
            HttpResponse<String> answer = call("GET", "/" + file);
            assertEquals(200, answer.statusCode(), file);
            assertEquals(types.get(file.substring(file.lastIndexOf('.') + 1)), header(answer, "content-type"));
            assertEquals(Files.readString(FOLDER.resolve(file)), answer.body(), file);
        }
    }

    @Test
    void thePageMayRunNothingButItsOwnScriptsAndTalkToNobodyElse() throws Exception {
        HttpResponse<String> page = call("GET", "/");
        List<String> policy = List.of(header(page, "content-security-policy").split("; *"));
        assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), policy.toString());
        assertTrue(policy.contains("connect-src 'self'"), policy.toString());
        assertTrue(policy.contains("require-trusted-types-for 'script'"), policy.toString());
        assertFalse(policy.toString().contains("unsafe"), policy.toString());
        assertEquals("nosniff", header(page, "x-content-type-options"));
    }

    @Test
    void nothingInThePageIsFromElsewhereOrMadeOfStrings() throws Exception {
        for (String file : files()) {
            String text = Files.readString(FOLDER.resolve(file)).replace("http://www.w3.org/2000/svg", "");
            for (String forbidden :
                    List.of("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "style=")) {
                assertFalse(text.contains(forbidden), file + " has " + forbidden);
            }
        }
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() throws Exception {
        HttpResponse<String> first = call("GET", "/app.js");
        assertEquals("no-cache", header(first, "cache-control"));
        HttpResponse<String> again = call("GET", "/app.js", "If-None-Match", header(first, "etag"));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(200, call("GET", "/app.js", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void headIsAnsweredWithTheHeadersAlone() throws Exception {
        HttpResponse<String> head = call("HEAD", "/style-is-not-here.css");
        assertEquals(404, head.statusCode());
        HttpResponse<String> page = call("HEAD", "/");
        assertEquals(200, page.statusCode());
        assertEquals("", page.body());
        assertEquals(String.valueOf(Files.size(FOLDER.resolve("index.html"))), header(page, "content-length"));
        assertEquals(200, call("GET", "/").statusCode(), "the connection is in order");
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> answer = call("DELETE", "/");
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD, OPTIONS", header(answer, "allow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../WebPage.class",
                "/%2e%2e/WebPage.class",
                "/..%2fWebPage.class",
                "//app.js",
                "/web/app.js",
                "/app.js%00",
                "/APP.JS"
            })
    void noOtherPathLeadsToAFile(String path) throws Exception {
        HttpResponse<String> answer = call("GET", path);
        assertTrue(List.of(400, 404).contains(answer.statusCode()), path + ": " + answer.statusCode());
    }

    private HttpResponse<String> call(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sim.baseUri() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
