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
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into {@link LocatedJson} values. */
final class LocatedJsonReader {

    private static final int MAX_DEPTH = 100;
    static final int MAX_CHARACTERS = 16 << 20;
    private static final int MAX_SHOWN = 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .build();

    private final String source;
    private final JsonParser parser;

    private LocatedJsonReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads a text.
     *
     * @param source the text's name in errors
     * @param text one JSON value, perhaps behind a byte order mark
     */
    static LocatedJson read(String source, String text) {
        String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            LocatedJsonReader reader = new LocatedJsonReader(source, parser);
            if (parser.nextToken() == null) {
                throw new SourceLocation(source, "", 1, 1).problem("is empty");
            }
            LocatedJson value = reader.value("");
            if (parser.nextToken() != null) {
                throw reader.here("").problem("goes on behind its end");
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 1 : Math.max(1, at.getLineNr());
            int column = at == null ? 1 : Math.max(1, at.getColumnNr());
            throw new SourceLocation(source, "", line, column).problem(syntaxProblem(e, json));
        }
    }

    private static String syntaxProblem(JacksonException problem, String json) {
        if (problem instanceof StreamConstraintsException) {
            return "is nested more than " + MAX_DEPTH + " levels deep, or is too large";
        }
        TokenStreamLocation at = problem.getLocation();
        int offset = at == null ? 0 : (int) Math.max(0, at.getCharOffset());
        String rest = json.substring(Math.min(offset, json.length()));
        if (rest.isBlank()) {
            return "is not JSON: it ends before it is complete";
        }
        String line = rest.lines().findFirst().orElse("");
        return line.isBlank()
                ? "is not JSON: the line ends too early"
                : "is not JSON from here: " + line.substring(0, Math.min(line.length(), MAX_SHOWN));
    }

    private LocatedJson value(String field) {
        SourceLocation place = here(field);
        return switch (token()) {
            case START_OBJECT -> new LocatedJson.Members(place, members(place));
            case START_ARRAY -> new LocatedJson.Elements(place, elements(place));
            case VALUE_STRING -> new LocatedJson.Text(place, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LocatedJson.Num(place, number(place));
            case VALUE_TRUE -> new LocatedJson.Flag(place, true);
            case VALUE_FALSE -> new LocatedJson.Flag(place, false);
            case VALUE_NULL -> new LocatedJson.Nothing(place);
            default -> throw place.problem("breaks off");
        };
    }

    private BigDecimal number(SourceLocation place) {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // From Jackson, for exponents that no BigDecimal can have.
            throw place.problem("is too large or too small a number");
        }
    }

    private Map<String, LocatedJson> members(SourceLocation place) {
        Map<String, LocatedJson> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            SourceLocation namePlace = here(place.child(name));
            parser.nextToken();
            if (fields.put(name, value(place.child(name))) != null) {
                throw namePlace.problem("is given twice");
            }
        }
        return fields;
    }

    private List<LocatedJson> elements(SourceLocation place) {
        List<LocatedJson> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(place.element(values.size())));
        }
        return values;
    }

    private JsonToken token() {
        JsonToken token = parser.currentToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    private SourceLocation here(String field) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new SourceLocation(source, field, at.getLineNr(), at.getColumnNr());
    }
}
