package dev.archon.protocol.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a JSON object that its reader wants; all others are skipped unread.
 *
 * @param scalars names of fields that hold a string, a number or a boolean
 * @param objects readers of fields that hold an object
 * @param lists readers of the elements of fields that hold an array of objects
 */
record Shape(List<String> scalars, Map<String, ElementReader<?>> objects, Map<String, ElementReader<?>> lists) {

    /** Reads the object that the reader stands on. */
    @FunctionalInterface
    interface ElementReader<T> {
        T read(JsonReader in, String path) throws ProtocolException;
    }

    static Shape of(String... scalars) {
        return new Shape(List.of(scalars), Map.of(), Map.of());
    }

    Shape withObject(String name, ElementReader<?> reader) {
        return new Shape(scalars, plus(objects, name, reader), lists);
    }

    Shape withList(String name, ElementReader<?> reader) {
        return new Shape(scalars, objects, plus(lists, name, reader));
    }

    int indexOf(String scalar) {
        return scalars.indexOf(scalar);
    }

    private static Map<String, ElementReader<?>> plus(
            Map<String, ElementReader<?>> map, String name, ElementReader<?> reader) {
        Map<String, ElementReader<?>> larger = new HashMap<>(map);
        larger.put(name, reader);
        return Map.copyOf(larger);
    }
}
