package dev.archon.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every body of the REST calls. */
class RestCodecProperties {

    @Property
    void credentialsSurviveAnyStyle(@ForAll("texts") String url, @ForAll("texts") String token, @ForAll long seed)
            throws Exception {
        Assume.that(!token.isBlank());
        WebSocketCredentials credentials = new WebSocketCredentials(url, new Jwt(token));
        byte[] body = RestCodec.encodeCredentials(credentials);
        assertEquals(credentials, RestCodec.decodeCredentials(body));
        assertEquals(credentials, RestCodec.decodeCredentials(JsonRestyler.restyle(body, seed)));
    }

    @Property
    void powerActionsSurviveAnyStyle(@ForAll PowerAction action, @ForAll long seed) throws Exception {
        byte[] body = JsonRestyler.restyle(RestCodec.encodePower(action), seed);
        assertEquals(Optional.of(action), RestCodec.decodePower(body));
    }

    @Property
    void errorsSurviveAnyStyle(@ForAll("texts") String error, @ForAll("texts") String description, @ForAll long seed) {
        byte[] body = JsonRestyler.restyle(RestCodec.encodeError(error, description), seed);
        Optional<String> words =
                Stream.of(description, error).filter(text -> !text.isBlank()).findFirst();
        assertEquals(words, RestCodec.decodeError(body));
    }

    @Property(tries = 5_000)
    void mutatedCredentialsGiveCredentialsOrAProtocolExceptionWithoutTheToken(@ForAll long seed) {
        WebSocketCredentials credentials = new WebSocketCredentials(
                "node1.example.com/ws", new Jwt("qqwwzzeerrttkk.qqwwzzeerrttkk.qqwwzzeerrttkk"));
        byte[] body = Mutation.mutate(RestCodec.encodeCredentials(credentials), seed);
        Outcome outcome = Outcome.of(() -> RestCodec.decodeCredentials(body));
        if (outcome.value() == null) {
            assertFalse(String.valueOf(outcome.error()).matches(".*(qq|ww|zz|kk).*"), outcome::toString);
        }
    }

    @Property
    void anyErrorBodyIsReadOrLeftAlone(@ForAll byte[] body, @ForAll long seed) {
        RestCodec.decodeError(body);
        RestCodec.decodeError(Mutation.mutate(RestCodec.encodeError("not_found", "no such server"), seed));
    }

    @Provide
    Arbitrary<String> texts() {
        return EventArbitraries.texts();
    }
}
