package dev.archon.simulator.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into {@link Located} values. */
final class LocatedReader {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_CHARACTERS = 16 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .build();

    private final String source;
    private final JsonParser parser;

    private LocatedReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads a text.
     *
     * @param source what errors call the text
     * @param json one JSON value
     */
    static Located read(String source, String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            LocatedReader reader = new LocatedReader(source, parser);
            if (parser.nextToken() == null) {
                throw new Place(source, "", 1, 1).problem("is empty");
            }
            Located value = reader.value("");
            if (parser.nextToken() != null) {
                throw reader.here("").problem("goes on behind its end");
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 1 : Math.max(1, at.getLineNr());
            int column = at == null ? 1 : Math.max(1, at.getColumnNr());
            throw new Place(source, "", line, column).problem("is not JSON: " + e.getOriginalMessage());
        }
    }

    private Located value(String field) {
        Place place = here(field);
        return switch (token()) {
            case START_OBJECT -> new Located.Members(place, members(place));
            case START_ARRAY -> new Located.Elements(place, elements(place));
            case VALUE_STRING -> new Located.Text(place, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Located.Num(place, number(place));
            case VALUE_TRUE -> new Located.Flag(place, true);
            case VALUE_FALSE -> new Located.Flag(place, false);
            case VALUE_NULL -> new Located.Nothing(place);
            default -> throw place.problem("breaks off");
        };
    }

    private BigDecimal number(Place place) {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // From Jackson, for exponents that no BigDecimal can have.
            throw place.problem("is too large or too small a number");
        }
    }

    private Map<String, Located> members(Place place) {
        Map<String, Located> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Place namePlace = here(place.child(name));
            parser.nextToken();
            if (fields.put(name, value(place.child(name))) != null) {
                throw namePlace.problem("is given twice");
            }
        }
        return fields;
    }

    private List<Located> elements(Place place) {
        List<Located> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(place.element(values.size())));
        }
        return values;
    }

    private JsonToken token() {
        JsonToken token = parser.currentToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    private Place here(String field) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(source, field, at.getLineNr(), at.getColumnNr());
    }
}
