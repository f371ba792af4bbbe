package dev.archon.simulator.scenario;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * How values of one class stand in JSON.
 *
 * @param type the class
 * @param kind the name and the fields
 * @param reader makes a value of the fields
 * @param writer puts the fields of a value into an object
 */
record JsonFormat<T>(
        Class<T> type, Kind kind, Function<FieldReader, ? extends T> reader, BiConsumer<T, ObjectNode> writer) {

    static <T> JsonFormat<T> of(
            Class<T> type,
            String name,
            String summary,
            List<Parameter> parameters,
            Function<FieldReader, ? extends T> reader,
            BiConsumer<T, ObjectNode> writer) {
        return new JsonFormat<>(type, new Kind(name, summary, parameters), reader, writer);
    }

    /** The form of a value that has no fields. */
    static <T> JsonFormat<T> plain(T value, Class<T> type, String name, String summary) {
        return of(type, name, summary, List.of(), fields -> value, (same, out) -> {});
    }

    void write(Object value, ObjectNode out) {
        writer.accept(type.cast(value), out);
    }
}
