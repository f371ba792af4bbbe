package dev.archon.protocol.codec;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.RawJson;
import dev.archon.protocol.rest.Secret;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a JSON mapper with the settings it comes with writes of a value, and what it should write. */
final class MappedJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Set<Class<?>> records = new HashSet<>();

    /** What the mapper writes. */
    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * The JSON of a value: that of a record has exactly its components, an optional is its value or null, and a secret is an
     * object without anything. It is built of maps, without reflection on methods.
     */
    String expected(Object value) throws ReflectiveOperationException {
        return MAPPER.writeValueAsString(tree(value));
    }

    /** The classes of all records that have been seen. */
    Set<Class<?>> records() {
        return records;
    }

    private @Nullable Object tree(Object value) throws ReflectiveOperationException {
        if (value instanceof Record) {
            records.add(value.getClass());
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                fields.put(component.getName(), tree(component.getAccessor().invoke(value)));
            }
            return fields;
        }
        if (value instanceof List<?> list) {
            Object[] elements = new Object[list.size()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = tree(list.get(i));
            }
            return elements;
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? tree(optional.get()) : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (value instanceof Secret || value instanceof Jwt || value instanceof RawJson) {
            return Map.of();
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        throw new AssertionError("no text, number or record of the wire: " + value.getClass());
    }
}
