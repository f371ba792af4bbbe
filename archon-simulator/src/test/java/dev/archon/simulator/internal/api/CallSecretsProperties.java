package dev.archon.simulator.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever form a secret comes in, the journal does not hold it, and holds what stands beside it. */
class CallSecretsProperties {

    private static final HttpHeaders NONE = new DefaultHttpHeaders();

    private static final List<String> BODIES = List.of(
            "{\"NAME\":\"SECRET\",\"beside\":1}",
            "{\"beside\":[{\"a\":{\"NAME\" : \"SECRET\"}}]}",
            "{\"NAME\":{\"value\":\"SECRET\"},\"beside\":1}",
            "{\"NAME\":[\"x\",\"SECRET\"],\"beside\":1}",
            "{\"beside\":1,\"NAME\":\"SECRET",
            "{\"beside\":1,\"NAME\":\"SECRET\"} and more",
            "NAME=SECRET&beside=1",
            "beside=1&NAME=SECRET",
            "--b\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\r\nSECRET\r\n--b\r\nbeside\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"NAME\"\r\nContent-Type: text/plain\r\n\r\nSECRET\nbeside");

    private static final List<String> ADDRESSES =
            List.of("/beside?NAME=SECRET", "/x?beside=1&NAME=SECRET&b=2", "/x?a=1&NAME=SECRET&beside=2");

    @Property
    void noBodyKeepsTheValueOfASecretName(
            @ForAll("names") String name, @ForAll("secrets") String secret, @ForAll("bodies") String form) {
        String kept = new CallSecrets(NONE).body(form.replace("NAME", name).replace("SECRET", secret));

        assertFalse(kept.contains(secret), kept);
        assertTrue(kept.contains("beside") || form.endsWith("beside"), kept);
    }

    @Property
    void noAddressKeepsTheValueOfASecretName(
            @ForAll("names") String name, @ForAll("secrets") String secret, @ForAll("addresses") String form) {
        String kept = new CallSecrets(NONE).address(form.replace("NAME", name).replace("SECRET", secret));

        assertFalse(kept.contains(secret), kept);
        assertTrue(kept.contains("beside"), kept);
    }

    @Property
    void noHeaderKeepsASecretNorDoesAnythingElseThatRepeatsIt(
            @ForAll("names") String name, @ForAll("longSecrets") String secret, @ForAll("schemes") String scheme) {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("X-" + name, scheme + secret)
                .add("Referer", "http://localhost/x/" + secret)
                .add("Accept", "text/plain");
        CallSecrets secrets = new CallSecrets(headers);

        String kept = secrets.headers(headers) + secrets.body("note: " + secret) + secrets.address("/x/" + secret);

        assertFalse(kept.contains(secret), kept);
        assertEquals("text/plain", secrets.headers(headers).get("accept"));
    }

    @Property
    void whatHoldsNoSecretStaysAsItWas(@ForAll("secrets") String value) {
        String body = "{ \"name\" : \"" + value + "\",\n \"tokens_left\": 3 }";

        assertEquals(body, new CallSecrets(NONE).body(body));
        assertEquals("/x?name=" + value, new CallSecrets(NONE).address("/x?name=" + value));
    }

    @Example
    void aJsonWebTokenIsRemovedWhereverItStands() {
        String token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";

        assertEquals("note: (removed)!", new CallSecrets(NONE).body("note: " + token + "!"));
    }

    @Provide
    static Arbitrary<String> names() {
        return Arbitraries.of(
                "token",
                "accessToken",
                "refresh_token",
                "Password",
                "sftp_password",
                "client-secret",
                "apiKey",
                "API_KEY",
                "jwt");
    }

    @Provide
    static Arbitrary<String> secrets() {
        return Arbitraries.strings().withCharRange('A', 'M').ofMinLength(4).ofMaxLength(40);
    }

    @Provide
    static Arbitrary<String> longSecrets() {
        return Arbitraries.strings().withCharRange('A', 'M').ofMinLength(8).ofMaxLength(40);
    }

    @Provide
    static Arbitrary<String> schemes() {
        return Arbitraries.of("", "Bearer ", "Basic ", "session=");
    }

    @Provide
    static Arbitrary<String> bodies() {
        return Arbitraries.of(BODIES);
    }

    @Provide
    static Arbitrary<String> addresses() {
        return Arbitraries.of(ADDRESSES);
    }
}
