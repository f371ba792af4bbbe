package dev.archon.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Takes the fields of one object out of a text, as its {@link Kind} says they have to be. */
final class FieldReader {

    private final LocatedJson.Members object;
    private final Kind kind;

    private FieldReader(LocatedJson.Members object, Kind kind) {
        this.object = object;
        this.kind = kind;
    }

    /**
     * The fields of an object.
     *
     * @param value the object
     * @param kind what it may have
     * @param besides what else it may have
     * @throws ScenarioFormatException if it is no object, or has another field
     */
    static FieldReader of(LocatedJson value, Kind kind, Set<String> besides) {
        LocatedJson.Members object = members(value);
        List<String> names = new ArrayList<>(besides);
        names.addAll(kind.parameterNames());
        object.fields().forEach((name, field) -> {
            if (!names.contains(name)) {
                throw field.place().problem("is not known: " + NameSuggestions.hint(name, names));
            }
        });
        return new FieldReader(object, kind);
    }

    static LocatedJson.Members members(LocatedJson value) {
        if (value instanceof LocatedJson.Members members) {
            return members;
        }
        throw value.place().problem("must be an object, not " + value.what());
    }

    static String text(LocatedJson value) {
        if (value instanceof LocatedJson.Text text) {
            return text.value();
        }
        throw value.place().problem("must be a string, not " + value.what());
    }

    SourceLocation place() {
        return object.place();
    }

    boolean has(String name) {
        return object.fields().containsKey(name);
    }

    /** A field that must be there. */
    LocatedJson required(String name) {
        LocatedJson value = object.fields().get(name);
        if (value == null) {
            throw object.place().missing(name);
        }
        return value;
    }

    int number(String name) {
        Parameter parameter = kind.parameter(name);
        if (!has(name) && parameter.fallback().isPresent()) {
            return Integer.parseInt(parameter.fallback().get());
        }
        return number(parameter, required(name));
    }

    OptionalInt optionalNumber(String name) {
        return has(name) ? OptionalInt.of(number(name)) : OptionalInt.empty();
    }

    private static int number(Parameter parameter, LocatedJson value) {
        if (!(value instanceof LocatedJson.Num number)) {
            throw value.place().problem("must be a number, not " + value.what());
        }
        int least = parameter.least().orElse(Integer.MIN_VALUE);
        int most = parameter.most().orElse(Integer.MAX_VALUE);
        BigDecimal exact = number.value();
        if (exact.compareTo(BigDecimal.valueOf(least)) < 0 || exact.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw value.place().problem("must be " + least + " to " + most + ": " + exact);
        }
        if (exact.remainder(BigDecimal.ONE).signum() != 0) {
            throw value.place().problem("must be a whole number: " + exact);
        }
        return exact.intValue();
    }

    String text(String name) {
        Optional<String> fallback = kind.parameter(name).fallback();
        return !has(name) && fallback.isPresent() ? fallback.get() : text(required(name));
    }

    String choice(String name) {
        String text = text(name);
        List<String> choices = kind.parameter(name).choices();
        return choices.stream()
                .filter(choice -> choice.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        required(name).place().problem("must be one of " + String.join(", ", choices) + ": " + text));
    }

    Duration duration(String name) {
        Optional<String> fallback = kind.parameter(name).fallback();
        if (!has(name) && fallback.isPresent()) {
            return DurationFormat.parse(fallback.get()).orElseThrow();
        }
        return duration(required(name));
    }

    Optional<Duration> optionalDuration(String name) {
        return has(name) ? Optional.of(duration(name)) : Optional.empty();
    }

    private static Duration duration(LocatedJson value) {
        String text = text(value);
        return DurationFormat.parse(text)
                .filter(duration -> duration.compareTo(Limits.LONGEST) <= 0)
                .orElseThrow(() -> value.place()
                        .problem("must be a duration of at most 24h in whole milliseconds, such as 200ms, 1.5s, 2m: "
                                + text));
    }

    DurationRange span(String name) {
        Optional<String> fallback = kind.parameter(name).fallback();
        if (!has(name) && fallback.isPresent()) {
            return DurationRange.of(DurationFormat.parse(fallback.get()).orElseThrow());
        }
        LocatedJson value = required(name);
        if (!(value instanceof LocatedJson.Members)) {
            return DurationRange.of(duration(value));
        }
        FieldReader bounds = of(value, JsonFormats.SPAN, Set.of());
        return checked(bounds, fields -> new DurationRange(fields.duration("from"), fields.duration("to")));
    }

    <T> List<T> list(String name, Function<LocatedJson, T> element) {
        LocatedJson value = required(name);
        if (!(value instanceof LocatedJson.Elements elements)) {
            throw value.place().problem("must be a list, not " + value.what());
        }
        return elements.values().stream().map(element).toList();
    }

    /** Makes a value whose own checks may refuse it. */
    static <T> T checked(FieldReader fields, Function<FieldReader, T> reader) {
        try {
            return reader.apply(fields);
        } catch (IllegalArgumentException e) {
            throw fields.place().refused(e);
        }
    }
}
