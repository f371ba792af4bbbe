package dev.archon.simulator.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON objects that stand for the values of one class: their name, their description, their fields, and how a value is
 * made of them. Each class that has such objects declares its format; reading, writing, the JSON Schema and the lists of
 * {@link Kind}s come from it.
 */
final class JsonFormat<T> {

    private final Class<T> type;
    private final Kind kind;
    private final List<JsonField<T, ?>> fields;
    private final Function<JsonObject, T> constructor;

    private JsonFormat(
            Class<T> type,
            String name,
            String summary,
            List<JsonField<T, ?>> fields,
            Function<JsonObject, T> constructor) {
        this.type = type;
        this.kind = new Kind(
                name, summary, fields.stream().map(field -> field.parameter()).toList());
        this.fields = fields;
        this.constructor = constructor;
    }

    /** Makes a value of three fields. */
    interface ThreeFields<A, B, C, T> {

        T apply(A first, B second, C third);
    }

    static <T> JsonFormat<T> of(Class<T> type, String name, String summary, Supplier<T> constructor) {
        return new JsonFormat<>(type, name, summary, List.of(), object -> constructor.get());
    }

    static <T, A> JsonFormat<T> of(
            Class<T> type, String name, String summary, JsonField<T, A> field, Function<A, T> constructor) {
        return new JsonFormat<>(
                type,
                name,
                summary,
                List.of(field),
                object -> constructor.apply(field.reader().apply(object)));
    }

    static <T, A, B> JsonFormat<T> of(
            Class<T> type,
            String name,
            String summary,
            JsonField<T, A> first,
            JsonField<T, B> second,
            BiFunction<A, B, T> constructor) {
        return new JsonFormat<>(
                type,
                name,
                summary,
                List.of(first, second),
                object -> constructor.apply(
                        first.reader().apply(object), second.reader().apply(object)));
    }

    static <T, A, B, C> JsonFormat<T> of(
            Class<T> type,
            String name,
            String summary,
            JsonField<T, A> first,
            JsonField<T, B> second,
            JsonField<T, C> third,
            ThreeFields<A, B, C, T> constructor) {
        return new JsonFormat<>(
                type,
                name,
                summary,
                List.of(first, second, third),
                object -> constructor.apply(
                        first.reader().apply(object),
                        second.reader().apply(object),
                        third.reader().apply(object)));
    }

    /** Objects of many fields: the constructor reads each of them itself. */
    static <T> JsonFormat<T> of(
            Class<T> type,
            String name,
            String summary,
            List<JsonField<T, ?>> fields,
            Function<JsonObject, T> constructor) {
        return new JsonFormat<>(type, name, summary, List.copyOf(fields), constructor);
    }

    Class<T> type() {
        return type;
    }

    Kind kind() {
        return kind;
    }

    T read(LocatedJson value) {
        return read(value, Set.of());
    }

    /** Reads a value out of an object that may have other fields besides its own, which are ignored. */
    T read(LocatedJson value, Set<String> besides) {
        JsonObject object = JsonObject.of(value);
        object.checkNames(kind.parameterNames(), besides);
        try {
            return constructor.apply(object);
        } catch (IllegalArgumentException e) {
            throw object.place().refused(e);
        }
    }

    /** Adds the fields of a value to an object. */
    void write(T value, ObjectNode out) {
        for (JsonField<T, ?> field : fields) {
            field.writer().apply(value).ifPresent(node -> out.set(field.name(), node));
        }
    }

    /** The same for a value of which the caller knows only that it is of this format's class. */
    void writeAny(Object value, ObjectNode out) {
        write(type.cast(value), out);
    }

    /** The JSON Schema of the objects; if they are told apart by a field, it has this format's name. */
    ObjectNode schema(Optional<String> discriminator) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("description", kind.summary()).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        discriminator.ifPresent(name -> {
            properties.putObject(name).put("const", kind.name());
            required.add(name);
        });
        for (JsonField<T, ?> field : fields) {
            properties.set(field.name(), field.schema().deepCopy());
            if (field.parameter().required()) {
                required.add(field.name());
            }
        }
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }
}
