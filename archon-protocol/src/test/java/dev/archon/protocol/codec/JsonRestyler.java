package dev.archon.protocol.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a JSON value another way without changing what it says: keys in any order, white space anywhere, characters as
 * escapes or as they are, numbers with points and exponents. It may add fields that no event has, and earlier fields of
 * the same name with anything in them.
 */
final class JsonRestyler {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String[] STRANGE_VALUES = {
        "null",
        "true",
        "-1.5e-7",
        "\"\\\"event\\\":\\\"log\\\"\"",
        "[]",
        "{}",
        "[[{\"event\":\"log\"}],null]",
        "{\"event\":1}"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private JsonRestyler(Random random) {
        this.random = random;
    }

    static byte[] restyle(byte[] json, long seed) {
        JsonRestyler restyler = new JsonRestyler(new Random(seed));
        restyler.space();
        restyler.value(MAPPER.readTree(json));
        restyler.space();
        return restyler.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isString()) {
            string(node.stringValue());
        } else if (node.isNumber()) {
            number(node.decimalValue());
        } else {
            out.append(node);
        }
    }

    private void object(JsonNode node) {
        List<Runnable> fields = new ArrayList<>();
        List<String> names = new ArrayList<>(node.propertyNames());
        Collections.shuffle(names, random);
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value.isValueNode() && !value.isNull() && oneIn(8)) {
                fields.add(random.nextInt(fields.size() + 1), () -> field(name, this::strangeValue));
            }
            fields.add(() -> field(name, () -> value(value)));
        }
        while (oneIn(4)) {
            String name = "x" + random.nextInt(100);
            fields.add(random.nextInt(fields.size() + 1), () -> field(name, this::strangeValue));
        }
        list('{', fields, '}');
    }

    private void array(JsonNode node) {
        List<Runnable> elements = new ArrayList<>();
        node.forEach(element -> elements.add(() -> value(element)));
        list('[', elements, ']');
    }

    private void field(String name, Runnable value) {
        string(name);
        space();
        out.append(':');
        space();
        value.run();
    }

    private void strangeValue() {
        out.append(STRANGE_VALUES[random.nextInt(STRANGE_VALUES.length)]);
    }

    private void list(char open, List<Runnable> parts, char close) {
        out.append(open);
        space();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.append(',');
                space();
            }
            parts.get(i).run();
            space();
        }
        out.append(close);
    }

    private void string(String text) {
        boolean plain = random.nextBoolean();
        out.append('"');
        text.codePoints().forEach(c -> character(c, plain));
        out.append('"');
    }

    private void character(int c, boolean plain) {
        int shortEscape = "\"\\/\b\f\n\r\t".indexOf(c);
        boolean mustEscape = c < ' ' || c == '"' || c == '\\' || (c >= 0xD800 && c <= 0xDFFF);
        if (!mustEscape && (plain || random.nextBoolean())) {
            out.appendCodePoint(c);
        } else if (shortEscape >= 0 && random.nextBoolean()) {
            out.append('\\').append("\"\\/bfnrt".charAt(shortEscape));
        } else {
            for (char half : Character.toChars(c)) {
                out.append((random.nextBoolean() ? "\\u%04x" : "\\u%04X").formatted((int) half));
            }
        }
    }

    /** Moves the point, adds zeros behind, and lets the exponent make up for both. */
    private void number(BigDecimal value) {
        if (value.signum() == 0) {
            out.append(new String[] {"0", "-0", "0.0", "0e9", "-0.00E-12"}[random.nextInt(5)]);
            return;
        }
        if (random.nextInt(3) == 0) {
            out.append(value.toPlainString());
            return;
        }
        String digits = value.unscaledValue().abs() + "0".repeat(random.nextInt(4));
        int pointFromRight = random.nextInt(digits.length() + 3);
        long exponent = (long) pointFromRight
                - value.scale()
                - (digits.length() - value.unscaledValue().abs().toString().length());
        if (pointFromRight >= digits.length()) {
            digits = "0".repeat(pointFromRight - digits.length() + 1) + digits;
        }
        int point = digits.length() - pointFromRight;
        out.append(value.signum() < 0 ? "-" : "").append(digits, 0, point);
        if (pointFromRight > 0) {
            out.append('.').append(digits, point, digits.length());
        }
        if (exponent != 0 || random.nextBoolean()) {
            out.append(random.nextBoolean() ? 'e' : 'E');
            out.append(exponent >= 0 && random.nextBoolean() ? "+" : "").append(exponent);
        }
    }

    private void space() {
        while (oneIn(3)) {
            out.append(" \t\r\n".charAt(random.nextInt(4)));
        }
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
