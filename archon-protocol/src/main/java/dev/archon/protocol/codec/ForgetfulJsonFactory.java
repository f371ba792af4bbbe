package dev.archon.protocol.codec;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.UTF8StreamJsonParser;

/**
 * Makes Jackson parsers that remember no names beyond their message.
 *
 * <p>Jackson keeps the names of fields in a table that all parsers of a factory share and add to. Names come from
 * outside: a few messages full of long ones made it hold tens of megabytes for good, and made each further message take
 * thousands of times its size for a while, because the table is copied to grow. When the table is switched off, the
 * factory itself gives a parser of characters, which knows no byte offsets; so the parser of bytes is made here.
 */
final class ForgetfulJsonFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    private ForgetfulJsonFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    static ForgetfulJsonFactory with(StreamReadConstraints limits) {
        return new ForgetfulJsonFactory(JsonFactory.builder()
                .streamReadConstraints(limits)
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext context, IOContext io, byte[] data, int offset, int length) {
        return new UTF8StreamJsonParser(
                context,
                io,
                context.getStreamReadFeatures(_streamReadFeatures),
                context.getFormatReadFeatures(_formatReadFeatures),
                null,
                _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
                data,
                offset,
                offset + length,
                0,
                false);
    }
}
