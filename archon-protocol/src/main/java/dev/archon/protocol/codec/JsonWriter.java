package dev.archon.protocol.codec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;

/** Writes one message: a JSON object in UTF-8, without white space, its fields in the order in which they are given. */
final class JsonWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] object(Consumer<JsonWriter> fields) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            fields.accept(new JsonWriter(out));
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    JsonWriter string(String name, String value) {
        out.writeName(name);
        value(value);
        return this;
    }

    JsonWriter strings(String name, List<String> values) {
        out.writeName(name);
        out.writeStartArray();
        values.forEach(this::value);
        out.writeEndArray();
        return this;
    }

    private void value(String value) {
        if (hasLoneSurrogate(value)) {
            out.writeRawValue(escaped(value));
        } else {
            out.writeString(value);
        }
    }

    JsonWriter string(String name, Optional<String> value) {
        value.ifPresent(text -> string(name, text));
        return this;
    }

    JsonWriter integer(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    JsonWriter integer(String name, OptionalLong value) {
        value.ifPresent(number -> integer(name, number));
        return this;
    }

    /** Writes an unsigned number. */
    JsonWriter count(String name, OptionalLong value) {
        value.ifPresent(number -> {
            out.writeName(name);
            out.writeNumber(Long.toUnsignedString(number));
        });
        return this;
    }

    JsonWriter number(String name, OptionalDouble value) {
        value.ifPresent(number -> number(name, number));
        return this;
    }

    /** JSON has no word for infinity and NaN, and no event has a use for them. */
    JsonWriter number(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " cannot be sent: " + value);
        }
        out.writeNumberProperty(name, value);
        return this;
    }

    JsonWriter numberOrNull(String name, OptionalDouble value) {
        if (value.isPresent()) {
            return number(name, value.getAsDouble());
        }
        out.writeNullProperty(name);
        return this;
    }

    JsonWriter stringOrNull(String name, Optional<String> value) {
        if (value.isPresent()) {
            return string(name, value.get());
        }
        out.writeNullProperty(name);
        return this;
    }

    JsonWriter bool(String name, Optional<Boolean> value) {
        value.ifPresent(flag -> out.writeBooleanProperty(name, flag));
        return this;
    }

    void raw(String name, String json) {
        out.writeName(name);
        out.writeRawValue(json);
    }

    JsonWriter object(String name, Consumer<JsonWriter> fields) {
        out.writeName(name);
        out.writeStartObject();
        fields.accept(this);
        out.writeEndObject();
        return this;
    }

    <T> JsonWriter objectOrNull(String name, Optional<T> value, BiConsumer<JsonWriter, T> fields) {
        if (value.isPresent()) {
            return object(name, inner -> fields.accept(inner, value.get()));
        }
        out.writeNullProperty(name);
        return this;
    }

    <T> void list(String name, List<T> elements, BiConsumer<JsonWriter, T> fields) {
        out.writeName(name);
        out.writeStartArray();
        for (T element : elements) {
            out.writeStartObject();
            fields.accept(this, element);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!pairAt(text, i)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static boolean pairAt(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** UTF-8 has no bytes for half of a surrogate pair, so such a string is written with escapes. */
    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
