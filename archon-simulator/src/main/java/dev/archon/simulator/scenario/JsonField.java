package dev.archon.simulator.scenario;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field of a JSON object that stands for a value in Java.
 *
 * @param <T> the Java type of the object
 * @param <V> the Java type of the field
 * @param parameter the description of the field, with its name
 * @param schema the JSON Schema of the field
 * @param reader reads the field out of an object
 * @param writer writes the field of a value; empty if the field is left out
 */
record JsonField<T, V>(
        Parameter parameter,
        ObjectNode schema,
        Function<JsonObject, V> reader,
        Function<T, Optional<JsonNode>> writer) {

    /** A required field. */
    static <T, V> JsonField<T, V> required(String name, JsonType<V> type, String summary, Function<T, V> getter) {
        Parameter parameter = type.parameter(name, summary, true, Optional.empty());
        return new JsonField<>(
                parameter,
                described(type, summary),
                object -> type.read(object.required(name)),
                value -> Optional.of(type.write(getter.apply(value))));
    }

    /** A field that has a default. */
    static <T, V> JsonField<T, V> withDefault(
            String name, JsonType<V> type, V fallback, String summary, Function<T, V> getter) {
        Parameter parameter = type.parameter(name, summary, false, Optional.of(fallback));
        ObjectNode schema = described(type, summary);
        schema.set("default", type.write(fallback));
        return new JsonField<>(
                parameter,
                schema,
                object -> object.field(name).map(type::read).orElse(fallback),
                value -> Optional.of(type.write(getter.apply(value))));
    }

    /** A field whose absence has a meaning, which the summary explains. */
    static <T, V> JsonField<T, Optional<V>> optional(
            String name, JsonType<V> type, String summary, Function<T, Optional<V>> getter) {
        Parameter parameter = type.parameter(name, summary, false, Optional.empty());
        return new JsonField<>(
                parameter,
                described(type, summary),
                object -> object.field(name).map(type::read),
                value -> getter.apply(value).map(type::write));
    }

    /** A number whose absence has a meaning, which the summary explains. */
    static <T> JsonField<T, OptionalInt> optionalNumber(
            String name, JsonType<Integer> type, String summary, Function<T, OptionalInt> getter) {
        JsonField<T, Optional<Integer>> boxed = optional(name, type, summary, value -> {
            OptionalInt number = getter.apply(value);
            return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
        });
        return new JsonField<>(
                boxed.parameter(),
                boxed.schema(),
                object -> boxed.reader().apply(object).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                boxed.writer());
    }

    String name() {
        return parameter.name();
    }

    private static ObjectNode described(JsonType<?> type, String summary) {
        String sentence = Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
        return type.schema().get().put("description", sentence);
    }
}
