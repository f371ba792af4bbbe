package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The quick and careful arithmetic against the plain one that would need unbounded memory. */
class NumbersProperties {

    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Property(tries = 20_000)
    void anIntegerIsTheWholePartOrOutOfRange(@ForAll("numbers") String text) {
        BigInteger whole = new BigDecimal(text).toBigInteger();
        boolean fits = whole.compareTo(MIN) >= 0 && whole.compareTo(MAX) <= 0;
        @Nullable Long expected = fits ? whole.longValue() : null;
        assertEquals(expected, Numbers.toLong(text));
    }

    @Property
    void aLongIsItself(@ForAll long value) {
        assertEquals(value, Numbers.toLong(Long.toString(value)));
    }

    @Property
    void aDoubleIsItself(@ForAll double value) {
        assertEquals(value + 0.0, Numbers.toDouble(Double.toString(value)));
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> sign = Arbitraries.of("", "-");
        Arbitrary<String> whole = Arbitraries.oneOf(
                Arbitraries.of(
                        "0", "9223372036854775807", "9223372036854775808", "9223372036854775809", "999999999999999999"),
                Arbitraries.integers().greaterOrEqual(0).map(String::valueOf),
                Arbitraries.bigIntegers()
                        .between(BigInteger.ZERO, BigInteger.TEN.pow(25))
                        .map(String::valueOf));
        Arbitrary<String> fraction = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(25).map(digits -> "." + digits));
        Arbitrary<String> exponent = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().between(-40, 40).map(e -> "e" + e),
                Arbitraries.integers().between(0, 25).map(e -> "E+" + e));
        return Combinators.combine(sign, whole, fraction, exponent).as((s, w, f, e) -> s + w + f + e);
    }
}
