package dev.archon.benchmarks.option;

import java.util.OptionalDouble;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long something lasts, in the unit of its option. */
public class Span implements ITypeConverter<Double> {

    /** As milliseconds it must fit into an {@code int}. */
    private static final double LONGEST = 1_000_000;

    /** A millisecond, for options in seconds. */
    private static final double SHORTEST = 0.001;

    private final double least;

    /** Made by picocli. */
    public Span() {
        this(SHORTEST);
    }

    Span(double least) {
        this.least = least;
    }

    @Override
    public Double convert(String text) {
        return parsed(text).stream()
                // Written so that NaN is refused.
                .filter(number -> number >= least && number <= LONGEST)
                .boxed()
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is not a number from %s to %.0f".formatted(text, least == 0 ? "0" : least, LONGEST)));
    }

    private static OptionalDouble parsed(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Reads how long something lasts that 0 leaves out. */
    public static final class OrNone extends Span {

        /** Made by picocli. */
        public OrNone() {
            super(0);
        }
    }
}
