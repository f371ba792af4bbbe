package dev.archon.benchmarks.option;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number that is 1 or more. */
public class Count implements ITypeConverter<Integer> {

    private final int least;

    /** Made by picocli. */
    public Count() {
        this(1);
    }

    Count(int least) {
        this.least = least;
    }

    @Override
    public Integer convert(String text) {
        return parsed(text).stream()
                .filter(number -> number >= least)
                .boxed()
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is not a whole number from %d to %d".formatted(text, least, Integer.MAX_VALUE)));
    }

    private static OptionalInt parsed(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Reads how many there are of what is divided into two parts, none of which may be empty. */
    public static final class OfTwoParts extends Count {

        /** Made by picocli. */
        public OfTwoParts() {
            super(2);
        }
    }
}
