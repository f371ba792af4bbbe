package dev.archon.simulator.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A ready answer to REST calls that the simulator does not know, or, when it {@linkplain #overrides() overrides}, to those that
 * it knows. It is a value: adding it to a simulator is for {@link dev.archon.simulator.ArchonSimulator#stub}.
 *
 * <pre>{@code
 * Stub startup = Stub.on("GET /v1/servers/{server}/startup")
 *         .json("{\"server\": \"{server}\", \"asked\": \"{now}\"}")
 *         .build();
 * }</pre>
 *
 * <p>The headers' values and the body may hold placeholders:
 *
 * <ul>
 *   <li>{@code {server}}: the id of the server that the call is about; empty if it names none
 *   <li><code>{path.NAME}</code>: the part of the path that the pattern calls NAME
 *   <li><code>{query.NAME}</code>: a parameter of the query; empty if it is not given
 *   <li>{@code {now}}: the simulator's time, as ISO 8601
 *   <li>{@code {host}}: the host and port that the client used
 * </ul>
 *
 * <p>Values are escaped as the body's content type demands: in JSON as the inside of a string, in HTML and XML as text.
 *
 * <p>The package's page has the form of stubs in a file.
 *
 * @param call which calls it answers
 * @param status the HTTP status, 200 to 599
 * @param headers headers besides those that the simulator sets by itself, with names in small letters; a body has a {@code
 *     content-type}
 * @param body the body, at most {@value #MAX_BODY} UTF-16 units; empty for none
 * @param overrides whether it answers in place of the simulator, too
 */
public record Stub(CallPattern call, int status, Map<String, String> headers, String body, boolean overrides) {

    /** The longest body, in UTF-16 units. */
    public static final int MAX_BODY = 1 << 20;

    static final String CONTENT_TYPE = "content-type";
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[^\\p{Cc}]{0,8000}");
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "keep-alive", "transfer-encoding", "trailer", "upgrade");
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    /**
     * Checks the values, and names {@link #TEXT} as the content type of a body without one.
     *
     * @throws IllegalArgumentException if a value is out of range, or a placeholder names a part that the path does not have
     */
    public Stub {
        Objects.requireNonNull(call, "call");
        Limits.number("status", status, 200, 599);
        headers = checked(headers);
        if (!body.isEmpty() && !headers.containsKey(CONTENT_TYPE)) {
            headers.put(CONTENT_TYPE, TEXT);
        }
        headers = Collections.unmodifiableMap(headers);
        if (body.length() > MAX_BODY) {
            throw new IllegalArgumentException("body must have at most " + MAX_BODY + " characters: " + body.length());
        }
        if (!body.isEmpty() && WITHOUT_BODY.contains(status)) {
            throw new IllegalArgumentException(
                    "body must be absent, since an answer with status " + status + " has none");
        }
        checkPlaceholders(call, headers, body);
    }

    /**
     * Starts to describe a stub.
     *
     * @param call which calls it answers, as {@link CallPattern#parse} takes it, for example {@code "GET /v1/notices"}
     * @return a builder of a stub that answers with status 200 and no body
     * @throws IllegalArgumentException if the text is no pattern
     */
    public static Builder on(String call) {
        return new Builder(CallPattern.parse(call));
    }

    /**
     * Reads one stub from JSON.
     *
     * @param json for example <code>{"path": "/v1/notices", "body": []}</code>; a {@code body_file} is refused
     * @return the stub
     * @throws ScenarioFormatException if the text is no stub; it says where and why
     */
    public static Stub parse(String json) {
        return StubFormat.WITHOUT_FILES.read(LocatedJsonReader.read("stub", json));
    }

    /**
     * Reads stubs from JSON in the form of a stub file: one stub, a list of them, or an object whose field {@code stubs} is the
     * list.
     *
     * @param json the text; a {@code body_file} is refused
     * @return the stubs, at least one
     * @throws ScenarioFormatException if the text holds something else; it says where and why
     */
    public static List<Stub> parseAll(String json) {
        return StubFormat.WITHOUT_FILES.readAll(LocatedJsonReader.read("stubs", json));
    }

    /**
     * Reads the stubs of a file in UTF-8, or of all files in a folder whose names end with {@code .json}. Files that a stub
     * names as its {@code body_file} are not taken for stubs. Folders below are not searched.
     *
     * @param fileOrFolder the file or folder
     * @return the stubs, at least one, in the order of the files' names and as they stand there
     * @throws ScenarioFormatException if a file holds something else; it says where and why
     * @throws IOException if a file cannot be read or is not UTF-8, or the folder has no such file
     */
    public static List<Stub> read(Path fileOrFolder) throws IOException {
        return StubFiles.read(fileOrFolder);
    }

    /**
     * The JSON Schema of stub files (draft 2020-12), for editors that complete and check.
     *
     * @return the schema
     */
    public static String schema() {
        return JsonSchema.ofStubs();
    }

    /**
     * The stub as JSON, as {@link #parse} takes it.
     *
     * @return one JSON object, with the body as a string
     */
    public String toJson() {
        return StubFormat.write(this).toString();
    }

    /**
     * Makes the answer to one call.
     *
     * @param values the value of each placeholder by its name, for example {@code path.world}; called only for those that
     *     the stub holds
     * @return the answer, in which no placeholder is left but what values hold
     */
    public Answer answer(Function<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        headers.forEach((name, value) -> filled.put(name, Placeholders.fill(value, values, Placeholders::forHeader)));
        String contentType = headers.getOrDefault(CONTENT_TYPE, "");
        return new Answer(status, filled, Placeholders.fill(body, values, Placeholders.escapeFor(contentType)));
    }

    /**
     * What one call is answered with.
     *
     * @param status the HTTP status
     * @param headers the headers, with names in small letters
     * @param body the body; empty for none
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        /**
         * Copies the headers.
         *
         * @param status the HTTP status
         * @param headers the headers, with names in small letters
         * @param body the body; empty for none
         */
        public Answer {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    private static Map<String, String> checked(Map<String, String> headers) {
        Map<String, String> checked = new LinkedHashMap<>();
        headers.forEach((given, value) -> {
            String name = given.toLowerCase(Locale.ROOT);
            if (!HEADER_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("headers must have names that HTTP allows: " + given);
            }
            if (OWN_HEADERS.contains(name)) {
                throw new IllegalArgumentException(
                        "headers must not have " + given + ", which the simulator sets by itself");
            }
            if (!HEADER_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("headers must have values of one line, at most 8000 long: " + given);
            }
            if (checked.put(name, value) != null) {
                throw new IllegalArgumentException("headers has " + name + " twice");
            }
        });
        return checked;
    }

    private static void checkPlaceholders(CallPattern call, Map<String, String> headers, String body) {
        Set<String> named = new TreeSet<>(Placeholders.pathNames(body));
        headers.values().forEach(value -> named.addAll(Placeholders.pathNames(value)));
        named.removeAll(call.variables());
        if (!named.isEmpty()) {
            String part = named.iterator().next();
            throw new IllegalArgumentException("path must have the part {" + part + "}, since {path." + part
                    + "} is in the answer: " + call.path());
        }
    }

    /** Describes a stub. Belongs to one thread. */
    public static final class Builder {

        private final CallPattern call;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Optional<String> contentType = Optional.empty();
        private int status = 200;
        private String body = "";
        private boolean overrides;

        private Builder(CallPattern call) {
            this.call = call;
        }

        /**
         * The HTTP status.
         *
         * @param newStatus 200 to 599; by default 200
         * @return this
         */
        public Builder status(int newStatus) {
            status = newStatus;
            return this;
        }

        /**
         * Adds a header.
         *
         * @param name its name; the same name again replaces the value
         * @param value its value, which may hold placeholders
         * @return this
         */
        public Builder header(String name, String value) {
            headers.put(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        /**
         * A body of JSON, which is not checked.
         *
         * @param json the body, which may hold placeholders inside its strings
         * @return this
         */
        public Builder json(String json) {
            return body(json, JSON);
        }

        /**
         * A body of plain text.
         *
         * @param text the body, which may hold placeholders
         * @return this
         */
        public Builder text(String text) {
            return body(text, TEXT);
        }

        /**
         * A body of another content type.
         *
         * @param newBody the body, which may hold placeholders
         * @param newContentType what it is, unless there is a {@linkplain #header header} {@code Content-Type}
         * @return this
         */
        public Builder body(String newBody, String newContentType) {
            body = newBody;
            contentType = Optional.of(newContentType);
            return this;
        }

        /**
         * Answers in place of the simulator, too, where that knows the call.
         *
         * @return this
         */
        public Builder override() {
            overrides = true;
            return this;
        }

        /**
         * Makes the stub.
         *
         * @return the stub
         * @throws IllegalArgumentException if a value is out of range, or a placeholder names a part that the path does not
         *     have
         */
        public Stub build() {
            Map<String, String> all = new LinkedHashMap<>(headers);
            if (!body.isEmpty()) {
                contentType.ifPresent(type -> all.putIfAbsent(CONTENT_TYPE, type));
            }
            return new Stub(call, status, all, body, overrides);
        }
    }
}
