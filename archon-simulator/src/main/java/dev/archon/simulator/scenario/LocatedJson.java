package dev.archon.simulator.scenario;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON value with its place in the text, so that an error about it can name the place. */
sealed interface LocatedJson {

    SourceLocation place();

    /** The kind of the value, as errors name it. */
    String what();

    /** The same value without its place. */
    JsonNode plain();

    record Members(SourceLocation place, Map<String, LocatedJson> fields) implements LocatedJson {
        public Members {
            // Not Map.copyOf, which loses the order.
            fields = new LinkedHashMap<>(fields);
        }

        @Override
        public String what() {
            return "an object";
        }

        @Override
        public JsonNode plain() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, value) -> node.set(name, value.plain()));
            return node;
        }
    }

    record Elements(SourceLocation place, List<LocatedJson> values) implements LocatedJson {
        public Elements {
            values = List.copyOf(values);
        }

        @Override
        public String what() {
            return "a list";
        }

        @Override
        public JsonNode plain() {
            ArrayNode node = JsonNodeFactory.instance.arrayNode();
            values.forEach(value -> node.add(value.plain()));
            return node;
        }
    }

    record Text(SourceLocation place, String value) implements LocatedJson {
        @Override
        public String what() {
            return "a string";
        }

        @Override
        public JsonNode plain() {
            return JsonNodeFactory.instance.stringNode(value);
        }
    }

    record Num(SourceLocation place, BigDecimal value) implements LocatedJson {
        @Override
        public String what() {
            return "a number";
        }

        @Override
        public JsonNode plain() {
            return JsonNodeFactory.instance.numberNode(value);
        }
    }

    record Flag(SourceLocation place, boolean value) implements LocatedJson {
        @Override
        public String what() {
            return String.valueOf(value);
        }

        @Override
        public JsonNode plain() {
            return JsonNodeFactory.instance.booleanNode(value);
        }
    }

    record Nothing(SourceLocation place) implements LocatedJson {
        @Override
        public String what() {
            return "null";
        }

        @Override
        public JsonNode plain() {
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
