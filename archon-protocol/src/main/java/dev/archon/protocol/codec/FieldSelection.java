package dev.archon.protocol.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that its reader wants; all others are skipped unread.
 *
 * @param scalars names of fields that hold a string, a number or a boolean
 * @param others readers of the values of all other fields
 */
record FieldSelection(List<String> scalars, Map<String, ValueReader<?>> others) {

    /** Reads the value that the reader stands on, whatever it is, to its end. */
    @FunctionalInterface
    interface ValueReader<T> {

        /** Returns {@code null} for a value that means nothing in this place. */
        @Nullable
        T read(JsonReader in) throws ProtocolException;
    }

    static FieldSelection of(String... scalars) {
        return new FieldSelection(List.of(scalars), Map.of());
    }

    /** A field that holds an object; any other value is the same as none. */
    FieldSelection withObject(String name, ValueReader<?> reader) {
        return withAny(name, in -> in.objectOrNull(reader));
    }

    /** A field that holds an array of objects. Elements that are no objects are left out, as are those read as null. */
    FieldSelection withList(String name, ValueReader<?> reader) {
        return withAny(name, in -> in.elementsOrNull(reader));
    }

    /** A field that may hold anything. */
    FieldSelection withAny(String name, ValueReader<?> reader) {
        Map<String, ValueReader<?>> larger = new HashMap<>(others);
        larger.put(name, reader);
        return new FieldSelection(scalars, Map.copyOf(larger));
    }

    int indexOf(String scalar) {
        return scalars.indexOf(scalar);
    }
}
