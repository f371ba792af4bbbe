package dev.archon.protocol.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The fields of one JSON object, by name and type. A field that is absent or {@code null} is empty where that is allowed,
 * and an error where not.
 */
final class Fields {

    private final JsonReader in;
    private final Shape shape;
    private final String path;
    private final @Nullable JsonToken[] tokens;
    private final @Nullable String[] texts;
    private final long[] offsets;
    private @Nullable Map<String, Object> nested;
    private long end;

    Fields(JsonReader in, Shape shape, String path) {
        this.in = in;
        this.shape = shape;
        this.path = path;
        int count = shape.scalars().size();
        tokens = new @Nullable JsonToken[count];
        texts = new @Nullable String[count];
        offsets = new long[count];
    }

    void scalar(int index, JsonToken token, @Nullable String text, long offset) {
        tokens[index] = token;
        texts[index] = text;
        offsets[index] = offset;
    }

    void nested(String name, @Nullable Object value) {
        if (nested == null) {
            nested = new HashMap<>();
        }
        if (value == null) {
            nested.remove(name);
        } else {
            nested.put(name, value);
        }
    }

    void end(long offset) {
        end = offset;
    }

    String string(String name) throws ProtocolException {
        return required(name, stringOrNull(name));
    }

    Optional<String> optionalString(String name) throws ProtocolException {
        return Optional.ofNullable(stringOrNull(name));
    }

    long integer(String name) throws ProtocolException {
        return required(name, integerOrNull(name));
    }

    OptionalLong optionalInteger(String name) throws ProtocolException {
        Long value = integerOrNull(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    double number(String name) throws ProtocolException {
        return required(name, numberOrNull(name));
    }

    OptionalDouble optionalNumber(String name) throws ProtocolException {
        Double value = numberOrNull(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Optional<Boolean> optionalBool(String name) throws ProtocolException {
        String text = plain(name, "a boolean", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
        return Optional.ofNullable(text).map(Boolean::valueOf);
    }

    <T> T object(String name, Class<T> type) throws ProtocolException {
        return required(name, nestedOrNull(name, type));
    }

    <T> Optional<T> optionalObject(String name, Class<T> type) {
        return Optional.ofNullable(nestedOrNull(name, type));
    }

    <T> List<T> list(String name, Class<T> type) throws ProtocolException {
        List<?> list = required(name, nestedOrNull(name, List.class));
        return list.stream().<T>map(type::cast).toList();
    }

    private @Nullable String stringOrNull(String name) throws ProtocolException {
        return plain(name, "a string", JsonToken.VALUE_STRING, JsonToken.VALUE_STRING);
    }

    private @Nullable Long integerOrNull(String name) throws ProtocolException {
        String text = numberText(name);
        if (text == null) {
            return null;
        }
        Long value = Numbers.toLong(text);
        if (value == null) {
            throw in.problem(path + name, offsets[index(name)], "a number outside the range of 64 bits");
        }
        return value;
    }

    private @Nullable Double numberOrNull(String name) throws ProtocolException {
        String text = numberText(name);
        if (text == null) {
            return null;
        }
        Double value = Numbers.toDouble(text);
        if (value == null) {
            throw in.problem(path + name, offsets[index(name)], "a number too large for a double");
        }
        return value;
    }

    private @Nullable String numberText(String name) throws ProtocolException {
        return plain(name, "a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
    }

    /** The text of a value of one of two kinds, or {@code null} if it is absent or {@code null}. */
    private @Nullable String plain(String name, String expected, JsonToken kind, JsonToken otherKind)
            throws ProtocolException {
        int i = index(name);
        JsonToken token = tokens[i];
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != kind && token != otherKind) {
            throw in.problem(path + name, offsets[i], "expected " + expected + ", found " + JsonReader.describe(token));
        }
        return texts[i];
    }

    private <T> @Nullable T nestedOrNull(String name, Class<T> type) {
        return nested == null ? null : type.cast(nested.get(name));
    }

    private <T> T required(String name, @Nullable T value) throws ProtocolException {
        if (value == null) {
            throw in.problem(path + name, end, "missing");
        }
        return value;
    }

    private int index(String name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(name + " is not in the shape that was read");
        }
        return index;
    }
}
