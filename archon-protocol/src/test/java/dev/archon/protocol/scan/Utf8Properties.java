package dev.archon.protocol.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** UTF-8 against the JDK's decoder. */
class Utf8Properties {

    /** In none of the texts. */
    private static final char UNTOUCHED = '\u2603';

    @Property(tries = 50_000)
    void findsTheByteThatTheDecoderStopsAt(@ForAll("sequences") byte[] bytes) {
        assertEquals(decoderStopsAt(bytes), Utf8.firstMalformed(bytes, 0, bytes.length));
    }

    @Property
    void looksAtTheRangeOnly(@ForAll("sequences") byte[] bytes) {
        byte[] padded = new byte[bytes.length + 4];
        padded[0] = (byte) 0xFF;
        padded[1] = (byte) 0xE2;
        padded[bytes.length + 2] = (byte) 0x80;
        System.arraycopy(bytes, 0, padded, 2, bytes.length);
        int expected = decoderStopsAt(bytes);
        assertEquals(expected < 0 ? -1 : expected + 2, Utf8.firstMalformed(padded, 2, bytes.length + 2));
    }

    @Property(tries = 5_000)
    void whatIsCutOffCanBeMendedAndNothingElse(@ForAll("sequences") byte[] bytes) {
        int malformed = Utf8.firstMalformed(bytes, 0, bytes.length);
        if (malformed >= 0) {
            assertEquals(canBeMended(bytes), Utf8.isCutOff(bytes, malformed, bytes.length));
        }
    }

    @Property
    void decodesTextAsTheJdkDoes(@ForAll("texts") String text) {
        byte[] bytes = ("é" + text + "é").getBytes(StandardCharsets.UTF_8);
        char[] characters = new char[bytes.length];
        int length = Utf8.decode(bytes, 2, bytes.length - 2, characters);
        assertEquals(text, new String(characters, 0, length));
    }

    @Property
    void decodesIntoAsManyCharactersAsThereAreBytesAndLeavesTheOthersAlone(
            @ForAll("texts") String text,
            @ForAll @IntRange(max = 9) int before,
            @ForAll @IntRange(max = 9) int behind,
            @ForAll("followers") String follower) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] longer = (text + follower).getBytes(StandardCharsets.UTF_8);
        char[] characters = new char[before + bytes.length + behind];
        Arrays.fill(characters, UNTOUCHED);
        int length = Utf8.decode(longer, 0, bytes.length, characters, before);
        assertEquals(text, new String(characters, before, length));
        for (int i = 0; i < before + behind; i++) {
            assertEquals(UNTOUCHED, characters[i < before ? i : i + bytes.length]);
        }
    }

    private static boolean canBeMended(byte[] bytes) {
        List<String> tails = new ArrayList<>(List.of(""));
        for (int i = 0; i < tails.size(); i++) {
            byte[] tail = tails.get(i).getBytes(StandardCharsets.ISO_8859_1);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + tail.length);
            System.arraycopy(tail, 0, longer, bytes.length, tail.length);
            if (decoderStopsAt(longer) < 0) {
                return true;
            }
            if (tail.length < 3) {
                tails.addAll(List.of(tails.get(i) + "\u0080", tails.get(i) + "\u0090", tails.get(i) + "\u00a0"));
            }
        }
        return false;
    }

    private static int decoderStopsAt(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        return result.isUnderflow() && !in.hasRemaining() ? -1 : in.position();
    }

    /** Bytes at the borders of the table's ranges, so that nearly well-formed sequences are frequent. */
    @Provide
    Arbitrary<byte[]> sequences() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
                                0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF),
                        Arbitraries.integers().between(0x80, 0xBF))
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> followers() {
        return Arbitraries.of("", "\"}", "\"}, and more than a word", "\u00e9\u00e9\u00e9\u00e9");
    }

    /** Of characters of every length, with stretches of ASCII long enough to be taken eight at a time. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.of(
                        "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\uD800\uDC00", "\uDBFF\uDFFF"));
        return piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
    }
}
