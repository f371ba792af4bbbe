package dev.archon.simulator.internal.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON that is not the protocol's, as a tree. */
public final class JsonText {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonText() {}

    /**
     * An empty object.
     *
     * @return a new node
     */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * An empty array.
     *
     * @return a new node
     */
    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /**
     * Reads JSON.
     *
     * @param json the text
     * @return its tree
     * @throws tools.jackson.core.JacksonException if the text is not JSON
     */
    public static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    /**
     * Writes JSON as bytes.
     *
     * @param node the tree
     * @return the JSON in UTF-8
     */
    public static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    /**
     * Writes JSON as text.
     *
     * @param node the tree
     * @return the JSON on one line
     */
    public static String text(JsonNode node) {
        return JSON.writeValueAsString(node);
    }
}
