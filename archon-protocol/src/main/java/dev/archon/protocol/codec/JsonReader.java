package dev.archon.protocol.codec;

import dev.archon.protocol.scan.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Walks one message, a JSON object in UTF-8.
 *
 * <p>A message is walked twice: once to check all of it and to find its discriminator, which may stand anywhere, and once
 * to read the fields that its kind has. That keeps memory independent of what unknown fields hold. Where the discriminator
 * stands first, as servers write it, one walk does: {@link #inOneWalk}. Log lines usually never get here: see {@link
 * LogScanner}.
 */
final class JsonReader {

    /** How deep objects and arrays may be nested. */
    static final int MAX_DEPTH = 500;

    /** How many characters a number may have. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    /** How many characters the name of a field may have. */
    static final int MAX_NAME_LENGTH = 50_000;

    private final JsonMessage message;
    private @Nullable String event;
    private @Nullable JsonParser parser;
    private @Nullable String leading;
    private boolean repeated;

    /** Reads the object of a message whose discriminator is known. */
    @FunctionalInterface
    interface ObjectReader<T> {
        @Nullable
        T read(JsonReader in, String discriminator) throws ProtocolException;
    }

    private JsonReader(JsonMessage message) {
        this.message = message;
    }

    /** Takes a message whose bytes are not yet checked. */
    static JsonReader of(byte[] bytes, int start, int length) throws ProtocolException {
        int malformed = Utf8.firstMalformed(bytes, start, start + length);
        if (malformed >= 0) {
            throw new ProtocolException(null, null, malformed - start, "bytes that are not UTF-8");
        }
        return new JsonReader(JsonMessage.of(bytes, start, length));
    }

    /**
     * Reads a message in one walk, if its discriminator stands first, does not come again, and nothing is wrong. If not, it
     * must be read the longer way, which also finds out what is wrong and where.
     *
     * @param reader must call {@link #fields}, or give {@code null}
     * @return what was read; {@code null} if it could not be
     */
    <T> @Nullable T inOneWalk(String field, ObjectReader<T> reader) {
        leading = field;
        repeated = false;
        try (JsonParser p = message.open()) {
            enter(p);
            if (!field.equals(p.nextName()) || p.nextToken() != JsonToken.VALUE_STRING) {
                return null;
            }
            parser = p;
            T read = reader.read(this, p.getString());
            return repeated || p.nextToken() != null ? null : read;
        } catch (JacksonException | ProtocolException e) {
            // In a walk that checks as it goes, what fails first need not be what is to be told.
            return null;
        } finally {
            event = null;
            leading = null;
            parser = null;
        }
    }

    /**
     * Checks the whole message and returns the text of a top-level field.
     *
     * @return the last value of that name
     */
    String discriminator(String field) throws ProtocolException {
        JsonOverview overview = overview(field);
        requireOne(JsonToken.START_OBJECT, overview);
        if (overview.discriminator() == null) {
            throw problem(
                    field,
                    overview.place() < 0 ? message.length() : overview.place(),
                    overview.token() == null ? "missing" : "expected a string, found " + describe(overview.token()));
        }
        return overview.discriminator();
    }

    /** Checks the whole message, where there is no discriminator to look for. */
    void check() throws ProtocolException {
        requireOne(JsonToken.START_OBJECT, overview(null));
    }

    private void requireOne(JsonToken expected, JsonOverview overview) throws ProtocolException {
        if (overview.first() != expected) {
            throw problem(null, 0, "expected " + describe(expected) + ", found " + describe(overview.first()));
        }
        if (overview.more()) {
            String value = expected == JsonToken.START_ARRAY ? "array" : "object";
            throw problem(null, overview.end(), "something after the " + value);
        }
    }

    /** Checks that the whole message is JSON, and that there is some. */
    JsonOverview overview(@Nullable String field) throws ProtocolException {
        return overview(field, JsonToken.START_OBJECT);
    }

    private JsonOverview overview(@Nullable String field, JsonToken expected) throws ProtocolException {
        try (JsonParser p = message.open()) {
            try {
                return JsonOverview.of(p, field)
                        .orElseThrow(() -> problem(null, 0, "expected " + describe(expected) + ", found nothing"));
            } catch (JacksonException e) {
                throw syntax(e, p);
            }
        }
    }

    /** Names the event in the errors from here on. */
    void reading(String knownEvent) {
        event = knownEvent;
    }

    /** Reads the object of a message that has been checked, or what is left of it after its discriminator. */
    JsonFields fields(FieldSelection shape) throws ProtocolException {
        if (leading != null) {
            return object(shape, leading);
        }
        try (JsonParser p = message.open()) {
            parser = p;
            p.nextToken();
            return object(shape, null);
        } finally {
            parser = null;
        }
    }

    /** Reads those elements of a message that are objects; the message is checked and must be one array. */
    <T> List<T> array(FieldSelection.ValueReader<?> reader, Class<T> type) throws ProtocolException {
        requireOne(JsonToken.START_ARRAY, overview(null, JsonToken.START_ARRAY));
        try (JsonParser p = message.open()) {
            parser = p;
            p.nextToken();
            List<Object> elements = Objects.requireNonNull(elementsOrNull(reader));
            return elements.stream().<T>map(type::cast).toList();
        } finally {
            parser = null;
        }
    }

    /** Reads the object whose start the parser stands on. */
    JsonFields object(FieldSelection shape) throws ProtocolException {
        return object(shape, null);
    }

    private JsonFields object(FieldSelection shape, @Nullable String watched) throws ProtocolException {
        JsonParser p = current();
        JsonFields fields = new JsonFields(this, shape);
        for (String name = p.nextName(); name != null; name = p.nextName()) {
            JsonToken token = p.nextToken();
            int scalar = shape.indexOf(name);
            FieldSelection.ValueReader<?> other =
                    scalar >= 0 ? null : shape.others().get(name);
            if (scalar >= 0) {
                fields.scalar(scalar, token, token.isScalarValue() ? p.getString() : null, place(p));
                p.skipChildren();
            } else if (other != null) {
                fields.other(name, other.read(this));
            } else {
                repeated |= name.equals(watched);
                p.skipChildren();
            }
        }
        fields.end(place(p));
        return fields;
    }

    /** Reads the value that the parser stands on, if it is an object, and skips any other. */
    @Nullable
    Object objectOrNull(FieldSelection.ValueReader<?> reader) throws ProtocolException {
        if (current().currentToken() == JsonToken.START_OBJECT) {
            return reader.read(this);
        }
        current().skipChildren();
        return null;
    }

    /** Reads those elements that are objects, if the value that the parser stands on is an array, and skips any other. */
    @Nullable
    List<Object> elementsOrNull(FieldSelection.ValueReader<?> reader) throws ProtocolException {
        JsonParser p = current();
        if (p.currentToken() != JsonToken.START_ARRAY) {
            p.skipChildren();
            return null;
        }
        List<Object> elements = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            Object element = objectOrNull(reader);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Reads those values of an object that are objects, whatever their names, and skips anything else. */
    @Nullable
    List<Object> valuesOrNull(FieldSelection.ValueReader<?> reader) throws ProtocolException {
        JsonParser p = current();
        if (p.currentToken() != JsonToken.START_OBJECT) {
            p.skipChildren();
            return null;
        }
        List<Object> values = new ArrayList<>();
        while (p.nextName() != null) {
            p.nextToken();
            Object value = objectOrNull(reader);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Reads those elements that are strings, if the value that the parser stands on is an array, and skips any other. */
    @Nullable
    List<Object> textsOrNull() {
        JsonParser p = current();
        if (p.currentToken() != JsonToken.START_ARRAY) {
            p.skipChildren();
            return null;
        }
        List<Object> texts = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            if (p.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(p.getString());
            } else {
                p.skipChildren();
            }
        }
        return texts;
    }

    boolean isAtNull() {
        return current().currentToken() == JsonToken.VALUE_NULL;
    }

    /** The text of the value that the parser stands on, or the JSON of one that is no string. */
    @Nullable
    String textOrJson() {
        JsonToken token = current().currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return token == JsonToken.VALUE_STRING ? current().getString() : json();
    }

    /** The untouched JSON of the value that the parser stands on, which is skipped with it. */
    String json() {
        int from = valueStart();
        current().skipChildren();
        current().finishToken();
        return textFrom(from);
    }

    boolean isAtObject() {
        return current().currentToken() == JsonToken.START_OBJECT;
    }

    /** Where the value begins that the parser stands on, for {@link #textFrom}. */
    int valueStart() {
        return message.byteOffset(place(current()));
    }

    /** The untouched text from a place to the end of the value that was read last. */
    String textFrom(int from) {
        return message.text(from, message.byteOffset(current().currentLocation().getCharOffset()));
    }

    /** The whole message, untouched. */
    String text() {
        return message.text(0, message.length());
    }

    /** An error at a place, which is told in bytes. */
    ProtocolException problem(@Nullable String field, long place, String text) {
        return new ProtocolException(event, field, message.byteOffset(place), text);
    }

    static String describe(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    /** Steps onto the start of the message's object. */
    private void enter(JsonParser p) throws ProtocolException {
        JsonToken first = p.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw problem(null, 0, "expected an object, found " + describe(first));
        }
    }

    private JsonParser current() {
        if (parser == null) {
            throw new IllegalStateException("no object is being read");
        }
        return parser;
    }

    private static long place(JsonParser p) {
        return p.currentTokenLocation().getCharOffset();
    }

    /** Jackson's own text is left out: it quotes the message. */
    private ProtocolException syntax(JacksonException e, JsonParser p) {
        boolean limit = e instanceof StreamConstraintsException;
        // An exceeded limit is told without its place, but the parser stands there.
        long place = (limit ? p.currentLocation() : e.getLocation()).getCharOffset();
        return problem(null, place, limit ? "nested too deeply, or a name or number that is too long" : "not JSON");
    }
}
