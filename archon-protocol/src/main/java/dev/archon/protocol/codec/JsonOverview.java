package dev.archon.protocol.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A message as a whole: any JSON, perhaps more than one value.
 *
 * @param first the kind of the first value
 * @param discriminator the text of the last top-level field of the wanted name, if it is a string
 * @param token the kind of that field's value, {@code null} if there is no such field
 * @param place the place of that value in characters, -1 if there is no such field
 * @param end the place in characters where the first value ends
 * @param more whether there is another value behind it
 */
record JsonOverview(
        JsonToken first,
        @Nullable String discriminator,
        @Nullable JsonToken token,
        long place,
        long end,
        boolean more) {

    boolean isOneObject() {
        return first == JsonToken.START_OBJECT && !more;
    }

    /**
     * Walks the whole message, and so checks that all of it is JSON.
     *
     * @param p a parser at the start of the message
     * @param field the name of the wanted field; {@code null} for none
     * @return the overview; empty if the message holds no value
     */
    static Optional<JsonOverview> of(JsonParser p, @Nullable String field) {
        JsonToken first = p.nextToken();
        if (first == null) {
            return Optional.empty();
        }
        String found = null;
        JsonToken token = null;
        long place = -1;
        if (first == JsonToken.START_OBJECT) {
            for (String name = p.nextName(); name != null; name = p.nextName()) {
                JsonToken value = p.nextToken();
                if (name.equals(field)) {
                    token = value;
                    place = p.currentTokenLocation().getCharOffset();
                    found = value == JsonToken.VALUE_STRING ? p.getString() : null;
                }
                p.skipChildren();
            }
        } else {
            p.skipChildren();
        }
        long end = p.currentLocation().getCharOffset();
        boolean more = false;
        while (p.nextToken() != null) {
            more = true;
            p.skipChildren();
        }
        return Optional.of(new JsonOverview(first, found, token, place, end, more));
    }
}
