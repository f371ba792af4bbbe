package dev.archon.client.internal.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.client.internal.handshake.Handshake.Open;
import dev.archon.client.internal.handshake.Handshake.Outcome;
import dev.archon.client.internal.handshake.Handshake.Pending;
import dev.archon.client.internal.handshake.Handshake.Refused;
import dev.archon.client.internal.net.Route;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds for every answer to a handshake. */
class HandshakeProperties {

    private static final URI ADDRESS = URI.create("ws://node.example:8080/ws");
    private static final String CANARY = "canary";
    private static final String ACCEPT = request().accept();

    @Property
    void everyAnswerIsDecidedWithinTheLimitAndNotQuoted(@ForAll @From("answers") String answer) {
        Handshake handshake = handshake();
        // Whatever it is, it does not go on without end.
        byte[] endless = (answer + CANARY.repeat(ResponseReader.MAX_HEAD / CANARY.length() + 1)).getBytes(ISO_8859_1);
        Outcome outcome = Pending.MORE;
        int taken = 0;
        while (outcome == Pending.MORE && taken < endless.length) {
            outcome = handshake.read(endless[taken++]);
        }
        assertTrue(outcome != Pending.MORE, "undecided after " + taken + " bytes");
        assertTrue(taken <= ResponseReader.MAX_HEAD + 1, "decided after " + taken + " bytes");
        if (outcome instanceof Refused refused) {
            String detail = refused.failure().detail();
            assertFalse(detail.contains(CANARY), detail);
            assertTrue(detail.contains("node.example:8080"), detail);
        }
    }

    @Property
    void aRefusalKeepsStatusAndRetryAfterHoweverManyInterimAnswersComeBefore(
            @ForAll @From("refusals") int status,
            @ForAll @IntRange(max = 100_000) int seconds,
            @ForAll @From("interim") List<Integer> interim) {
        Handshake handshake = handshake();
        StringBuilder before = new StringBuilder();
        interim.forEach(code -> before.append("HTTP/1.1 ").append(code).append(" Wait\r\nRetry-After: 7\r\n\r\n"));
        Refused refused = (Refused) read(
                handshake,
                before + "HTTP/1.1 " + status + " No\r\nX: y\r\nretry-after:" + seconds + "\r\n\r\nthe body");
        assertEquals(status, refused.failure().status().orElseThrow());
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), refused.failure().retryAfter());
    }

    @Property
    void aRefusalIsKnownFromItsStatusLineOn(@ForAll @From("refusals") int status) {
        Handshake handshake = handshake();
        assertEquals(Pending.MORE, read(handshake, "HTTP/1.1 " + status + " No"));
        assertEquals(Optional.empty(), handshake.refusal());
        assertEquals(Pending.MORE, read(handshake, "\r\nX: no end"));
        assertEquals(status, handshake.refusal().orElseThrow().status().orElseThrow());
    }

    @Property
    void aRightAnswerOpensInWhateverOrderItsHeadersCome(@ForAll @From("headers") List<String> headers) {
        Outcome outcome = read(handshake(), "HTTP/1.1 101 \r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        assertEquals(
                new Open(headers.stream()
                        .anyMatch(header -> header.toLowerCase(Locale.ROOT).contains("deflate"))),
                outcome);
    }

    @Property
    void noHeaderThatIsNeededMayBeLeftOut(@ForAll @IntRange(max = 2) int missing) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        for (int i = 0; i < NEEDED.size(); i++) {
            answer.append(i == missing ? "" : NEEDED.get(i) + "\r\n");
        }
        Refused refused = (Refused) read(handshake(), answer + "\r\n");
        String name = NEEDED.get(missing).split(":", 2)[0];
        assertTrue(refused.failure().detail().contains("but without " + name), refused.failure()::detail);
    }

    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> lines = Arbitraries.of(
                "HTTP/1.1 101 Switching Protocols\r\n",
                "HTTP/1.0 200 OK\n",
                "HTTP/1.1 103 " + CANARY + "\r\n",
                "HTTP/1.1 503 " + CANARY + "\r\n",
                "HTTP/1.1 000\r\n",
                "HTTP/2 200\r\n",
                "HTTP/1.1 2000\r\n",
                "Upgrade: websocket\r\n",
                "Connection: " + CANARY + ", upgrade\r\n",
                "Sec-WebSocket-Accept: " + ACCEPT + "\r\n",
                "Sec-WebSocket-Accept: " + CANARY + "\r\n",
                "Sec-WebSocket-Extensions: permessage-deflate;;=" + CANARY + "\r\n",
                "Sec-WebSocket-Protocol: " + CANARY + "\r\n",
                "Retry-After: " + CANARY + "\r\n",
                ": " + CANARY + "\r\n",
                " " + CANARY + "\r\n",
                "\t\r\n",
                "\r\n",
                "\r",
                "\n",
                ":",
                "\0");
        Arbitrary<String> noise =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20);
        return Arbitraries.frequencyOf(Tuple.of(9, lines), Tuple.of(1, noise))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Integer> refusals() {
        return Arbitraries.integers().between(200, 599);
    }

    @Provide
    Arbitrary<List<Integer>> interim() {
        return Arbitraries.of(100, 102, 103, 199).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> headers() {
        return Arbitraries.of(
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=\"10\"; server_no_context_takeover",
                        "Sec-WebSocket-Extensions: ,Permessage-Deflate ; client_no_context_takeover",
                        "Sec-WebSocket-Extensions:",
                        "Sec-WebSocket-Protocol:",
                        "Date: now\r\n and later")
                .list()
                .ofSize(1)
                .flatMap(more -> {
                    List<String> all = new ArrayList<>(NEEDED);
                    all.addAll(more);
                    return Arbitraries.shuffle(all);
                });
    }

    private static final List<String> NEEDED =
            List.of("Upgrade: WebSocket", "Connection: keep-alive, Upgrade", "Sec-WebSocket-Accept: " + ACCEPT);

    private static Outcome read(Handshake handshake, String answer) {
        Outcome outcome = Pending.MORE;
        for (byte next : answer.getBytes(ISO_8859_1)) {
            outcome = handshake.read(next);
            if (outcome != Pending.MORE) {
                return outcome;
            }
        }
        return outcome;
    }

    static Handshake handshake() {
        return new Handshake(request(), Route.to(ADDRESS, null), InstantSource.fixed(Instant.EPOCH));
    }

    private static HandshakeRequest request() {
        return new HandshakeRequest(
                ADDRESS,
                Route.to(ADDRESS, null),
                new byte[HandshakeRequest.NONCE_LENGTH],
                new HandshakeRequest.Settings(true, "test", null, Map.of()));
    }
}
