package dev.archon.simulator.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Converts entries of a recording to lines of JSON and back; the package page describes the format. */
final class RecordingFormat {

    private static final String NAME = "archon-recording";
    private static final int VERSION = 1;
    private static final int MAX_SHOWN = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private RecordingFormat() {}

    static String header(Instant started, String upstream) {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("format", NAME)
                .put("version", VERSION)
                .put("started", started.toString())
                .put("upstream", upstream));
    }

    static String encode(RecordingEntry entry) {
        ObjectNode line = JSON.createObjectNode().put("at", entry.at());
        if (entry instanceof RecordingEntry.Rest rest) {
            line.put("kind", "rest")
                    .put("method", rest.method())
                    .put("path", rest.path())
                    .put("status", rest.status());
            line.set("requestHeaders", object(rest.requestHeaders()));
            line.set("requestBody", rest.requestBody());
            line.set("responseHeaders", object(rest.responseHeaders()));
            line.set("responseBody", rest.responseBody());
        } else if (entry instanceof RecordingEntry.Opened opened) {
            line.put("kind", "open")
                    .put("connection", opened.connection())
                    .put("server", opened.server())
                    .put("status", opened.status());
        } else if (entry instanceof RecordingEntry.Framed framed) {
            line.put("kind", "frame").put("connection", framed.connection());
            frame(line, framed.from(), framed.frame());
        } else if (entry instanceof RecordingEntry.Ended ended) {
            line.put("kind", "end")
                    .put("connection", ended.connection())
                    .put("by", ended.by().text())
                    .put("how", ended.reset() ? "reset" : "closed");
        }
        return JSON.writeValueAsString(line);
    }

    private static void frame(ObjectNode line, Party from, WireFrame frame) {
        line.put("from", from.text()).put("fin", frame.fin());
        if (frame.rsv() != 0) {
            line.put("rsv", frame.rsv());
        }
        line.put("opcode", frame.opcode());
        if (frame.omitted() > 0) {
            line.put("omitted", frame.omitted());
            return;
        }
        utf8(frame.payload())
                .ifPresentOrElse(
                        text -> line.put("text", text),
                        () -> line.put("base64", Base64.getEncoder().encodeToString(frame.payload())));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode object(Map<String, String> headers) {
        ObjectNode object = JSON.createObjectNode();
        headers.forEach(object::put);
        return object;
    }

    /**
     * Reads the first line.
     *
     * @return the time at which the recording started
     * @throws RecordingProblem if it is no header of a recording, or its version is not known
     */
    static Instant decodeHeader(String line) throws RecordingProblem {
        JsonNode node = parse(line);
        if (!node.path("format").asString("").equals(NAME)) {
            throw new RecordingProblem(
                    "this is not a recording: its first line must have \"format\": \"" + NAME + "\"");
        }
        if (node.path("version").asInt(0) != VERSION) {
            throw new RecordingProblem("field version: this program reads version " + VERSION + ", not "
                    + shown(node.path("version").asString("one without a number")));
        }
        try {
            return Instant.parse(node.path("started").asString(""));
        } catch (DateTimeException e) {
            throw new RecordingProblem("field started: must be a time in ISO 8601 form", e);
        }
    }

    /**
     * Reads any other line.
     *
     * @return the entry; empty if its kind is not needed for a replay
     * @throws RecordingProblem if a field is missing or wrong; the message names it
     */
    static Optional<RecordingEntry> decode(String line) throws RecordingProblem {
        JsonNode node = parse(line);
        long at = number(node, "at", Long.MAX_VALUE);
        switch (text(node, "kind")) {
            case "open" -> {
                return Optional.of(new RecordingEntry.Opened(
                        at, connection(node), text(node, "server"), (int) number(node, "status", 999)));
            }
            case "frame" -> {
                return Optional.of(
                        new RecordingEntry.Framed(at, connection(node), party(node, "from"), decodeFrame(node)));
            }
            case "end" -> {
                return Optional.of(new RecordingEntry.Ended(
                        at,
                        connection(node),
                        party(node, "by"),
                        text(node, "how").equals("reset")));
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static WireFrame decodeFrame(JsonNode node) throws RecordingProblem {
        JsonNode fin = node.path("fin");
        if (!fin.isBoolean()) {
            throw new RecordingProblem("field fin: must be true or false");
        }
        int rsv = node.has("rsv") ? (int) number(node, "rsv", 7) : 0;
        int opcode = (int) number(node, "opcode", 15);
        if (node.has("omitted")) {
            return WireFrame.omitted(fin.booleanValue(), rsv, opcode, number(node, "omitted", Long.MAX_VALUE));
        }
        if (node.has("text")) {
            return WireFrame.of(
                    fin.booleanValue(), rsv, opcode, text(node, "text").getBytes(UTF_8));
        }
        try {
            byte[] payload = Base64.getDecoder().decode(text(node, "base64"));
            return WireFrame.of(fin.booleanValue(), rsv, opcode, payload);
        } catch (IllegalArgumentException e) {
            throw new RecordingProblem("field base64: " + e.getMessage(), e);
        }
    }

    static boolean isJson(String line) {
        try {
            return !JSON.readTree(line).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static JsonNode parse(String line) throws RecordingProblem {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new RecordingProblem("this is not JSON" + where(e, line), e);
        }
    }

    private static String where(JacksonException problem, String line) {
        TokenStreamLocation at = problem.getLocation();
        int offset = at == null ? 0 : (int) Math.max(0, at.getCharOffset());
        String rest = line.substring(Math.min(offset, line.length()));
        return rest.isBlank() ? ": it ends before it is complete" : " from here: " + shown(rest);
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), MAX_SHOWN));
    }

    private static long connection(JsonNode node) throws RecordingProblem {
        return number(node, "connection", Long.MAX_VALUE);
    }

    private static long number(JsonNode node, String field, long max) throws RecordingProblem {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > max) {
            throw new RecordingProblem("field " + field + ": must be a whole number from 0 to " + max);
        }
        return value.longValue();
    }

    private static String text(JsonNode node, String field) throws RecordingProblem {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw new RecordingProblem("field " + field + ": must be a string");
        }
        return value.stringValue();
    }

    private static Party party(JsonNode node, String field) throws RecordingProblem {
        return switch (text(node, field)) {
            case "client" -> Party.CLIENT;
            case "server" -> Party.SERVER;
            default -> throw new RecordingProblem("field " + field + ": must be client or server");
        };
    }
}
