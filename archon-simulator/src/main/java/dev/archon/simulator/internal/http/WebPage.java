package dev.archon.simulator.internal.http;

import dev.archon.simulator.internal.wire.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page at the simulator's root, on which one sees its servers and breaks them. It is a client as any other: it makes
 * the token call and opens a WebSocket, and uses the control API for what clients cannot do.
 *
 * <p>Nothing but a fixed list of files is served, so no path leads anywhere else.
 */
final class WebPage {

    private static final String FOLDER = "/dev/archon/simulator/web/";

    /** The page shows what game servers print: it may load and run nothing but its own files, and write no HTML. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types session-worker";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    static final List<String> FILES = List.of(
            "index.html",
            "icon.svg",
            "base.css",
            "layout.css",
            "console.css",
            "panels.css",
            "api.js",
            "app.js",
            "backoff.js",
            "charts.js",
            "commandline.js",
            "connection.js",
            "console-lines.js",
            "console.js",
            "continuity.js",
            "dom.js",
            "event-style.js",
            "events.js",
            "faults.js",
            "forms.js",
            "format.js",
            "journal.js",
            "lines.js",
            "population.js",
            "power.js",
            "progress.js",
            "row-layout.js",
            "scenarios.js",
            "search.js",
            "servers.js",
            "session.js",
            "session-worker.js",
            "stats.js",
            "styled-text.js",
            "tabs.js",
            "theme.js",
            "timeline.js");

    private static final Map<String, HttpAnswer> ANSWERS = answers();

    private WebPage() {}

    /** The answer, if the path is one of the page's. */
    static Optional<HttpAnswer> answer(String method, String path, String knownTag) {
        HttpAnswer file = ANSWERS.get(path);
        if (file == null) {
            return Optional.empty();
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Optional.of(HttpAnswer.methodNotAllowed("GET"));
        }
        return Optional.of(
                knownTag.equals(file.headers().get("ETag")) ? new HttpAnswer(304, "", file.headers()) : file);
    }

    private static Map<String, HttpAnswer> answers() {
        Map<String, HttpAnswer> answers = new LinkedHashMap<>();
        FILES.forEach(name -> answers.put("/" + name, answer(name)));
        answers.put("/", answer(FILES.get(0)));
        return answers;
    }

    private static HttpAnswer answer(String name) {
        byte[] content = read(name);
        Map<String, String> headers = Map.of(
                "Content-Type", type(name),
                "Cache-Control", "no-cache",
                "ETag", '"' + hash(content) + '"',
                "Content-Security-Policy", CONTENT_POLICY,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin");
        return new HttpAnswer(200, new String(content, StandardCharsets.UTF_8), headers);
    }

    private static byte[] read(String name) {
        try (InputStream in = WebPage.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the simulator's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException(name + " is of no known type");
        }
        return type;
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", e);
        }
    }
}
