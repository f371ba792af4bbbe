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
 * The fields of one JSON object, by name and type.
 *
 * <p>A required field that is absent or cannot be read is an error. An optional one is empty then, and so it is if it is
 * {@code null} or of another type. Only those named strict tell a wrong type from an absent field.
 */
final class JsonFields {

    private final JsonReader in;
    private final FieldSelection shape;
    /** Empty until there is a field: a message may hold a million objects without any. */
    private @Nullable JsonToken[] tokens = {};

    private @Nullable String[] texts = {};
    private int[] offsets = {};
    private @Nullable Map<String, Object> others;
    private long end;

    JsonFields(JsonReader in, FieldSelection shape) {
        this.in = in;
        this.shape = shape;
    }

    void scalar(int index, JsonToken token, @Nullable String text, long offset) {
        if (tokens.length == 0) {
            int count = shape.scalars().size();
            tokens = new @Nullable JsonToken[count];
            texts = new @Nullable String[count];
            offsets = new int[count];
        }
        tokens[index] = token;
        texts[index] = text;
        offsets[index] = (int) offset;
    }

    void other(String name, @Nullable Object value) {
        if (others == null) {
            others = new HashMap<>();
        }
        if (value == null) {
            others.remove(name);
        } else {
            others.put(name, value);
        }
    }

    void end(long offset) {
        end = offset;
    }

    String string(String name) throws ProtocolException {
        String text = strict(name, "a string", JsonToken.VALUE_STRING, JsonToken.VALUE_STRING);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    Optional<String> strictString(String name) throws ProtocolException {
        return Optional.ofNullable(strict(name, "a string", JsonToken.VALUE_STRING, JsonToken.VALUE_STRING));
    }

    OptionalLong strictInteger(String name) throws ProtocolException {
        String text = strict(name, "a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
        if (text == null) {
            return OptionalLong.empty();
        }
        Long value = Numbers.toLong(text);
        if (value == null) {
            throw in.problem(name, offsets[index(name)], "a number outside the range of 64 bits");
        }
        return OptionalLong.of(value);
    }

    /** An integer that must be there, however it is written. */
    long integer(String name) throws ProtocolException {
        OptionalLong value = optionalInteger(name);
        if (value.isEmpty()) {
            throw missing(name);
        }
        return value.getAsLong();
    }

    <T> List<T> list(String name, Class<T> type) throws ProtocolException {
        List<?> list = optional(name, List.class).orElse(null);
        if (list == null) {
            throw missing(name);
        }
        return list.stream().<T>map(type::cast).toList();
    }

    Optional<String> optionalString(String name) {
        return token(name) == JsonToken.VALUE_STRING ? Optional.ofNullable(texts[index(name)]) : Optional.empty();
    }

    /** A signed integer; one above the range of {@code long} and below 2^64 has the same bits. */
    OptionalLong optionalInteger(String name) {
        String text = number(name);
        Long value = text == null ? null : Numbers.toLongBits(text);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** An unsigned integer. */
    OptionalLong optionalCount(String name) {
        String text = number(name);
        Long value = text == null || Numbers.isNegative(text) ? null : Numbers.toLongBits(text);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    OptionalDouble optionalNumber(String name) {
        String text = number(name);
        Double value = text == null ? null : Numbers.toDouble(text);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Optional<Boolean> optionalBool(String name) {
        JsonToken token = token(name);
        return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
                ? Optional.of(token == JsonToken.VALUE_TRUE)
                : Optional.empty();
    }

    <T> Optional<T> optional(String name, Class<T> type) {
        return others == null ? Optional.empty() : Optional.ofNullable(type.cast(others.get(name)));
    }

    /** The text of a number, which may stand in quotes. */
    private @Nullable String number(String name) {
        JsonToken token = token(name);
        if (token == null) {
            return null;
        }
        String text = texts[index(name)];
        if (token == JsonToken.VALUE_STRING) {
            return text != null && Numbers.isNumber(text) ? text : null;
        }
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT ? text : null;
    }

    /** The text of a value of one of two kinds, or {@code null} if it is absent or {@code null}. */
    private @Nullable String strict(String name, String expected, JsonToken kind, JsonToken otherKind)
            throws ProtocolException {
        int i = index(name);
        JsonToken token = token(name);
        if (token == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != kind && token != otherKind) {
            throw in.problem(name, offsets[i], "expected " + expected + ", found " + JsonReader.describe(token));
        }
        return texts[i];
    }

    private ProtocolException missing(String name) {
        return in.problem(name, end, "missing");
    }

    private @Nullable JsonToken token(String name) {
        int index = index(name);
        return tokens.length == 0 ? null : tokens[index];
    }

    private int index(String name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(name + " is not in the shape that was read");
        }
        return index;
    }
}
