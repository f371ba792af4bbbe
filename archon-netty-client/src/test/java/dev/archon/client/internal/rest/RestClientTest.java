package dev.archon.client.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.PowerAction;
import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.protocol.session.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls, over an exchange that the test plays. The limit of a call is longer than any test waits. */
class RestClientTest {

    private static final String TOKEN = "mra_9fK2xQ7vL4tZ8wB3nY6c";
    private static final long LIMIT_SECONDS = 20;

    static List<Throwable> thrown() {
        return List.of(
                new NoClassDefFoundError("tools/jackson/core/JsonParser " + TOKEN),
                new NoSuchMethodError("io.netty.buffer.ByteBuf.x()V"),
                new StackOverflowError(),
                new AssertionError(TOKEN),
                new IllegalArgumentException("invalid header value: \"Bearer " + TOKEN + "\""),
                new IllegalStateException((String) null));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatAnExchangeThrowsFailsTheCallAtOnce(Throwable thrown) throws Exception {
        exchange = (request, stages) -> {
            throw sneaky(thrown);
        };
        assertToldAtOnce(thrown, failureOf(credentials()));
        assertToldAtOnce(thrown, failureOf(power()));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatAnExchangeFailsWithFailsTheCallAtOnce(Throwable thrown) throws Exception {
        exchange = (request, stages) -> CompletableFuture.failedFuture(thrown);
        assertToldAtOnce(thrown, failureOf(credentials()));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatASourceOfTokensThrowsFailsTheCallAtOnce(Throwable thrown) throws Exception {
        for (TokenSource source : List.of(
                TokenSource.blocking(() -> {
                    throw sneaky(thrown);
                }),
                TokenSource.async(() -> {
                    throw sneaky(thrown);
                }),
                TokenSource.async(() -> CompletableFuture.failedFuture(thrown)))) {
            tokens = source;
            String words = failureOf(credentials()).detail();
            assertTrue(
                    words.startsWith("the source of the API token failed ("
                            + thrown.getClass().getSimpleName() + ")"),
                    words);
        }
    }

    @Test
    void anAnswerThatIsNoneFailsTheCallAtOnce() throws Exception {
        exchange = (request, stages) -> CompletableFuture.completedFuture(null);
        assertTrue(failureOf(credentials()).detail().contains("failed in code of this program"));
    }

    @Test
    void aTimerThatTakesNothingMoreFailsTheCallAtOnce() throws Exception {
        timer.shutdownNow();
        assertEquals("the client is closed", failureOf(power()).detail());
    }

    @Test
    void theNetworksErrorsAreToldInWords() throws Exception {
        exchange = (request, stages) -> CompletableFuture.failedFuture(new IOException("Bearer " + TOKEN + "\u202E"));
        assertEquals(
                "the connection to archon.test:80 failed (IOException: Bearer [hidden]\\u202E); check the network and"
                        + " the URL",
                failureOf(credentials()).detail());
    }

    @Test
    void theStatusAndWhatItAsksForAreKept() throws Exception {
        exchange = answering(503, "99999999999999999999", "");
        Failure failure = failureOf(credentials());
        assertEquals(OptionalInt.of(503), failure.status());
        assertEquals(Optional.of(Duration.ofDays(365)), failure.retryAfter());
        exchange = answering(302, "7", "");
        assertEquals(
                Optional.of(Duration.ofSeconds(7)), failureOf(credentials()).retryAfter());
        exchange = answering(401, null, "{\"error\":\"" + TOKEN + "\"}");
        assertEquals(
                "archon.test:80 answered: [hidden]; check the API token",
                failureOf(credentials()).detail());
    }

    @Test
    void theTokenThatIsFetchedIsASecretFromThenOn() throws Exception {
        String jwt = "a-jwt-of-this-server";
        exchange = answering(200, null, "{\"url\":\"ws://x/\",\"token\":\"" + jwt + "\"}");
        WebSocketCredentials fetched = credentials().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(jwt, fetched.token().value());
        assertEquals("[hidden], [hidden]", secrets.text().fit(jwt + ", " + TOKEN));
        exchange = answering(500, null, "{\"error\":\"bad " + jwt + "\"}");
        assertTrue(failureOf(power()).detail().contains(" answered: bad [hidden]"));
    }

    @Test
    void theLastTokensAreSecretsAndNoMoreAreHeld() {
        for (int i = 10; i < 90; i++) {
            secrets.jwt("jwt-number-" + i);
        }
        secrets.jwt("jwt-number-89");
        assertEquals("[hidden] [hidden]", secrets.text().fit("-number-89 jwt-number-86"));
        assertEquals("ForeignText[hides 4]", secrets.text().toString());
        assertFalse(secrets.toString().contains("number"));
    }

    @Test
    void aRequestShowsNoHeader() throws Exception {
        List<RestRequest> sent = new ArrayList<>();
        exchange = (request, stages) -> {
            sent.add(request);
            return CompletableFuture.completedFuture(new RestAnswer(204, null, new byte[0]));
        };
        power().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(
                "POST http://archon.test/modrinth/v0/servers/demo/power",
                sent.get(0).toString());
        assertEquals("Bearer " + TOKEN, sent.get(0).headers().get("Authorization"));
        assertEquals("1", sent.get(0).headers().get("X-Panel-Version"));
    }

    private static void assertToldAtOnce(Throwable thrown, Failure failure) {
        assertTrue(
                failure.detail()
                        .startsWith("the call to archon.test:80 failed in code of this program ("
                                + thrown.getClass().getName()),
                failure.detail());
        assertFalse(failure.detail().contains(TOKEN.substring(0, 8)), failure.detail());
    }

    private static Exchange answering(int status, @org.jspecify.annotations.Nullable String retryAfter, String body) {
        return (request, stages) -> CompletableFuture.completedFuture(
                new RestAnswer(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Failure failureOf(CompletableFuture<?> call) {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> call.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        return assertInstanceOf(RestFailedException.class, Objects.requireNonNull(failed.getCause()))
                .failure();
    }

    private static RuntimeException sneaky(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private CompletableFuture<WebSocketCredentials> credentials() {
        return client().fetch("demo", secrets, RestClient.Priority.CONNECT);
    }

    private CompletableFuture<Void> power() {
        return client().power("demo", secrets, PowerAction.START);
    }

    private RestClient client() {
        return new RestClient(
                exchange,
                new RestClient.Settings(
                        URI.create("http://archon.test"),
                        Duration.ofHours(1),
                        tokens,
                        suppliers,
                        new TokenCallThrottle(1_000, 1_000, Duration.ofMinutes(10), timer, System::nanoTime, () -> 0.5),
                        timer,
                        Map.of("X-Panel-Version", "1"),
                        null,
                        false,
                        (level, text, error) ->
                                System.getLogger("dev.archon.client").log(level, text, error)));
    }

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService suppliers = Executors.newSingleThreadExecutor();
    private final Secrets secrets = new Secrets();
    private TokenSource tokens = TokenSource.of(TOKEN);
    private Exchange exchange = (request, stages) -> new CompletableFuture<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
        suppliers.shutdownNow();
    }
}
