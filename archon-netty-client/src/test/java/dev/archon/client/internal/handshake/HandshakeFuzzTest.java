package dev.archon.client.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.client.internal.handshake.Handshake.Outcome;
import dev.archon.client.internal.handshake.Handshake.Pending;
import dev.archon.client.internal.handshake.Handshake.Refused;
import dev.archon.client.internal.rest.RetryAfter;
import dev.archon.protocol.session.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Any bytes as a server's answer to the opening handshake, and as a {@code Retry-After} header. Replayed and fuzzed like the
 * frames that come behind the handshake.
 *
 * <p>Holds that an answer is refused in a short text that names the server and quotes nothing of the answer, that what was
 * decided early is what is decided in the end, and that a delay is neither negative nor longer than a year.
 */
class HandshakeFuzzTest {

    /** Stands in answers of the corpus, and so in many that come of them. */
    private static final String CANARY = "canary";

    @FuzzTest
    void answers(byte[] answer) {
        Handshake handshake = HandshakeProperties.handshake();
        Outcome outcome = Pending.MORE;
        for (int i = 0; i < answer.length && outcome == Pending.MORE; i++) {
            outcome = handshake.read(answer[i]);
        }
        Optional<Failure> early = handshake.refusal();
        if (outcome instanceof Refused refused) {
            isShortAndQuotesNothing(refused.failure());
            early.ifPresent(
                    failure -> assertEquals(failure.status(), refused.failure().status()));
        }
        early.ifPresent(failure -> {
            isShortAndQuotesNothing(failure);
            failure.retryAfter().ifPresent(HandshakeFuzzTest::isDelay);
        });
    }

    @FuzzTest
    void retryAfter(byte[] header) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        Instant now = Instant.parse("2026-11-01T12:00:00Z");
        Optional<Duration> delay = RetryAfter.parse(text, now);
        delay.ifPresent(HandshakeFuzzTest::isDelay);
        delay.ifPresent(wait -> assertEquals(
                Optional.of(wait.truncatedTo(ChronoUnit.SECONDS)),
                RetryAfter.parse(String.valueOf(wait.toSeconds()), now)));
    }

    private static void isDelay(Duration delay) {
        assertTrue(!delay.isNegative() && delay.compareTo(Duration.ofDays(365)) <= 0, delay::toString);
    }

    private static void isShortAndQuotesNothing(Failure failure) {
        String detail = failure.detail();
        assertTrue(detail.length() < 250 && detail.contains("node.example:8080"), detail);
        assertFalse(detail.contains(CANARY), detail);
    }
}
