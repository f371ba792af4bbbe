package dev.archon.protocol.codec;

import dev.archon.protocol.scan.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of one message in UTF-8, the parser that reads them, and the way back from its places to bytes.
 *
 * <p>Jackson is given the message as text, not as bytes. Its parser of bytes keeps the names of fields in a table that all
 * parsers of a factory share and add to, and cannot work without it. Names come from outside: a few messages full of long
 * ones made the table hold tens of megabytes for good, and made each further message take thousands of times its size for
 * a while, because the table is copied to grow. The parser of text can do without a table. It counts characters, so that
 * places are characters in here, and become bytes where they are shown.
 */
final class JsonMessage {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonReader.MAX_DEPTH)
                    .maxNumberLength(JsonReader.MAX_NUMBER_LENGTH)
                    .maxNameLength(JsonReader.MAX_NAME_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private final int start;
    private final int length;
    private int knownPlace;
    private int knownOffset;

    private JsonMessage(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    /** Takes a message that is known to be UTF-8. Refuses a byte order mark, which Jackson would skip. */
    static JsonMessage of(byte[] bytes, int start, int length) throws ProtocolException {
        if (length >= 3 && Arrays.equals(bytes, start, start + 3, BYTE_ORDER_MARK, 0, 3)) {
            throw new ProtocolException(null, null, 0, "a byte order mark");
        }
        return new JsonMessage(bytes, start, length);
    }

    /** The length in bytes. */
    int length() {
        return length;
    }

    /** A new parser at the start of the message. */
    JsonParser open() {
        return FACTORY.createParser(ObjectReadContext.empty(), new Utf8Reader(bytes, start, start + length));
    }

    /** The untouched text between two offsets in bytes. */
    String text(int from, int to) {
        return new String(bytes, start + from, to - from, StandardCharsets.UTF_8);
    }

    /** The offset in bytes of a place in characters. Counts on from the last place, since an object of many asks often. */
    int byteOffset(long place) {
        if (place < knownPlace) {
            knownPlace = 0;
            knownOffset = 0;
        }
        int from = start + knownOffset;
        knownOffset = Utf8.skip(bytes, from, start + length, (int) place - knownPlace) - start;
        knownPlace = (int) place;
        return knownOffset;
    }
}
