package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.protocol.scan.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class Utf8ReaderProperties {

    @Property
    void readsTheTextWhateverRoomItIsGiven(@ForAll("texts") String text, @ForAll @IntRange(min = 4, max = 40) int room)
            throws IOException {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        Utf8Reader reader = new Utf8Reader(bytes, 1, bytes.length - 1);
        char[] target = new char[room + 3];
        StringBuilder read = new StringBuilder();
        for (int count = reader.read(target, 3, room); count >= 0; count = reader.read(target, 3, room)) {
            read.append(target, 3, count);
        }
        assertEquals(text, read.toString());
    }

    @Property
    void skipsAsManyBytesAsTheCharactersTake(@ForAll("texts") String head, @ForAll("texts") String tail) {
        byte[] bytes = ("<" + head + tail).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                1 + head.getBytes(StandardCharsets.UTF_8).length, Utf8.skip(bytes, 1, bytes.length, head.length()));
        assertEquals(bytes.length, Utf8.skip(bytes, 1, bytes.length, bytes.length));
    }

    @Example
    void refusesRoomThatMayBeTooSmallForACharacter() {
        Utf8Reader reader = new Utf8Reader(new byte[] {'a'}, 0, 1);
        assertThrows(IOException.class, () -> reader.read(new char[3], 0, 3));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", " ", "\u00e4", "\u07ff", "\u0800", "\u20ac", "\uffff", "\ud83d\ude00", "abcdefghij")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
