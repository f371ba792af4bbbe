package dev.archon.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type of the values in scenario files: how a value is read from JSON, written to JSON and described by JSON Schema.
 *
 * @param <V> the Java type of the values
 * @param type the type's name in descriptions of fields
 * @param reader reads a value; throws {@link ScenarioFormatException} if the JSON is not such a value
 * @param writer writes a value
 * @param schema makes the JSON Schema of the values
 * @param least the smallest number that is allowed
 * @param most the largest number that is allowed
 * @param choices the texts that are allowed
 */
record JsonType<V>(
        Parameter.Type type,
        Function<LocatedJson, V> reader,
        Function<V, JsonNode> writer,
        Supplier<ObjectNode> schema,
        OptionalInt least,
        OptionalInt most,
        List<String> choices) {

    static final JsonType<String> TEXT =
            of(Parameter.Type.TEXT, JsonType::text, JsonNodeFactory.instance::stringNode, () -> typed("string"));

    static final JsonType<Boolean> FLAG =
            of(Parameter.Type.FLAG, JsonType::flag, JsonNodeFactory.instance::booleanNode, () -> typed("boolean"));

    /** Which REST calls are meant. */
    static final JsonType<CallPattern> CALL = of(
            Parameter.Type.TEXT,
            JsonType::call,
            call -> JsonNodeFactory.instance.stringNode(call.toString()),
            () -> typed("string"));

    /** An object whose values are strings, in its order; a number is taken for its digits. */
    static final JsonType<Map<String, String>> TEXTS =
            of(Parameter.Type.TEXTS, JsonType::texts, JsonType::write, () -> {
                ObjectNode schema = typed("object");
                schema.putObject("additionalProperties")
                        .putArray("type")
                        .add("string")
                        .add("number");
                return schema;
            });

    /** Any value, as it is. */
    static final JsonType<LocatedJson> ANY =
            of(Parameter.Type.JSON, value -> value, LocatedJson::plain, JsonNodeFactory.instance::objectNode);

    static final JsonType<Duration> DURATION =
            of(Parameter.Type.DURATION, JsonType::duration, JsonType::write, () -> reference("duration"));

    static final JsonType<DurationRange> RANGE =
            of(Parameter.Type.SPAN, JsonType::range, JsonType::write, () -> reference("span"));

    static final JsonType<Action> ACTION = of(
            Parameter.Type.ACTION,
            value -> JsonFormats.ACTIONS.read(value),
            value -> JsonFormats.ACTIONS.write(value),
            () -> reference("action"));

    static final JsonType<Fault> FAULT = of(
            Parameter.Type.FAULT,
            value -> JsonFormats.FAULTS.read(value),
            value -> JsonFormats.FAULTS.write(value),
            () -> reference("fault"));

    static final JsonType<List<Step>> STEPS = list(
            Parameter.Type.STEPS,
            value -> JsonFormats.STEPS.read(value),
            step -> JsonFormats.STEPS.write(step),
            () -> reference("steps"));

    static <V> JsonType<V> of(
            Parameter.Type type,
            Function<LocatedJson, V> reader,
            Function<V, JsonNode> writer,
            Supplier<ObjectNode> schema) {
        return new JsonType<>(type, reader, writer, schema, OptionalInt.empty(), OptionalInt.empty(), List.of());
    }

    static JsonType<Integer> number(int least, int most) {
        return new JsonType<>(
                Parameter.Type.NUMBER,
                value -> number(value, least, most),
                JsonNodeFactory.instance::numberNode,
                () -> typed("integer").put("minimum", least).put("maximum", most),
                OptionalInt.of(least),
                OptionalInt.of(most),
                List.of());
    }

    /** One of the constants of an enum, in lower case. */
    static <E extends Enum<E>> JsonType<E> choice(Class<E> constants) {
        List<String> choices =
                Arrays.stream(constants.getEnumConstants()).map(JsonType::name).toList();
        return new JsonType<>(
                Parameter.Type.CHOICE,
                value -> choice(value, constants, choices),
                constant -> JsonNodeFactory.instance.stringNode(name(constant)),
                () -> {
                    ObjectNode schema = typed("string");
                    ArrayNode allowed = schema.putArray("enum");
                    choices.forEach(allowed::add);
                    return schema;
                },
                OptionalInt.empty(),
                OptionalInt.empty(),
                choices);
    }

    static <V> JsonType<List<V>> list(
            Parameter.Type type,
            Function<LocatedJson, V> reader,
            Function<V, JsonNode> writer,
            Supplier<ObjectNode> schema) {
        return of(
                type,
                value -> {
                    if (value instanceof LocatedJson.Elements elements) {
                        return elements.values().stream().map(reader).toList();
                    }
                    throw value.place().problem("must be a list, not " + value.what());
                },
                values -> {
                    ArrayNode out = JsonNodeFactory.instance.arrayNode();
                    values.forEach(value -> out.add(writer.apply(value)));
                    return out;
                },
                schema);
    }

    /** A list of objects that have one format. */
    static <V> JsonType<List<V>> list(Parameter.Type type, JsonFormat<V> format) {
        return list(
                type,
                format::read,
                value -> {
                    ObjectNode out = JsonNodeFactory.instance.objectNode();
                    format.write(value, out);
                    return out;
                },
                () -> {
                    ObjectNode schema = typed("array");
                    schema.set("items", format.schema(Optional.empty()));
                    return schema;
                });
    }

    /** The same type with a schema that allows fewer values, as the constructor of the values does. */
    JsonType<V> narrowed(Consumer<ObjectNode> narrower) {
        Supplier<ObjectNode> narrow = () -> {
            ObjectNode node = schema.get();
            narrower.accept(node);
            return node;
        };
        return new JsonType<>(type, reader, writer, narrow, least, most, choices);
    }

    V read(LocatedJson value) {
        return reader.apply(value);
    }

    JsonNode write(V value) {
        return writer.apply(value);
    }

    static String text(LocatedJson value) {
        if (value instanceof LocatedJson.Text text) {
            return text.value();
        }
        throw value.place().problem("must be a string, not " + value.what());
    }

    private static CallPattern call(LocatedJson value) {
        try {
            return CallPattern.parse(text(value));
        } catch (IllegalArgumentException e) {
            throw value.place().problem("means no call: " + e.getMessage());
        }
    }

    private static boolean flag(LocatedJson value) {
        if (value instanceof LocatedJson.Flag flag) {
            return flag.value();
        }
        throw value.place().problem("must be true or false, not " + value.what());
    }

    private static Map<String, String> texts(LocatedJson value) {
        if (!(value instanceof LocatedJson.Members members)) {
            throw value.place().problem("must be an object, not " + value.what());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        members.fields().forEach((name, text) -> texts.put(name, line(text)));
        return texts;
    }

    private static String line(LocatedJson value) {
        // A number with a large exponent has as many digits.
        return value instanceof LocatedJson.Num number
                        && Math.abs(number.value().scale()) <= 20
                ? number.value().toPlainString()
                : text(value);
    }

    private static JsonNode write(Map<String, String> texts) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        texts.forEach(out::put);
        return out;
    }

    private static int number(LocatedJson value, int least, int most) {
        if (!(value instanceof LocatedJson.Num number)) {
            throw value.place().problem("must be a number, not " + value.what());
        }
        BigDecimal exact = number.value();
        if (exact.compareTo(BigDecimal.valueOf(least)) < 0 || exact.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw value.place().problem("must be " + least + " to " + most + ": " + exact);
        }
        if (exact.remainder(BigDecimal.ONE).signum() != 0) {
            throw value.place().problem("must be a whole number: " + exact);
        }
        return exact.intValue();
    }

    private static <E extends Enum<E>> E choice(LocatedJson value, Class<E> constants, List<String> choices) {
        String text = text(value);
        int index = choices.indexOf(text);
        if (index < 0) {
            throw value.place().problem("must be one of " + String.join(", ", choices) + ": " + text);
        }
        return constants.getEnumConstants()[index];
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Duration duration(LocatedJson value) {
        String text = text(value);
        return DurationFormat.parse(text)
                .filter(duration -> duration.compareTo(Limits.LONGEST) <= 0)
                .orElseThrow(() -> value.place()
                        .problem("must be a duration of at most 24h in whole milliseconds, such as 200ms, 1.5s, 2m: "
                                + text));
    }

    private static JsonNode write(Duration duration) {
        return JsonNodeFactory.instance.stringNode(DurationFormat.format(duration));
    }

    private static DurationRange range(LocatedJson value) {
        return value instanceof LocatedJson.Members
                ? DurationRange.FORMAT.read(value)
                : DurationRange.of(duration(value));
    }

    private static JsonNode write(DurationRange range) {
        if (range.least().equals(range.most())) {
            return write(range.least());
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        DurationRange.FORMAT.write(range, out);
        return out;
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode reference(String definition) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + definition);
    }

    private static String shown(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }

    Parameter parameter(String name, String summary, boolean required, Optional<V> fallback) {
        return new Parameter(
                name, type, summary, required, fallback.map(value -> shown(write(value))), least, most, choices);
    }
}
