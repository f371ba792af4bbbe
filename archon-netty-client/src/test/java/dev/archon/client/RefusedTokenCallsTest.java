package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.SessionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Token calls that the endpoint refuses with 429, in virtual time. */
class RefusedTokenCallsTest {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_FOUND = 404;

    @Test
    void theRetryAfterOfOneCallIsRespectedByAll() {
        connect(1_000);
        http.takeCalls().get(0).refuse(TOO_MANY_REQUESTS, Duration.ofSeconds(7));
        virtual.pass(6_900);
        assertEquals(100, http.made());
        virtual.pass(1_700);
        assertTrue(http.made() > 100, "nothing was called again");
    }

    @Test
    void whenThePauseIsOverTheOthersComeOneByOneAtALowerRate() {
        connect(1_000);
        List<FakeHttpClient.Call> first = http.takeCalls();
        first.forEach(call -> call.refuse(TOO_MANY_REQUESTS, Duration.ofSeconds(5)));
        virtual.pass(6_000);
        List<FakeHttpClient.Call> next = http.takeCalls();
        assertTrue(next.size() <= 38, next.size() + " calls in the first second after the pause");
        next.forEach(call -> call.answer(NOT_FOUND));
    }

    @Test
    void aRefusalOfOneServerHoldsOthersForHalfAMinuteAtMost() {
        connect(101);
        http.takeCalls().get(0).refuse(TOO_MANY_REQUESTS, Duration.ofHours(1));
        virtual.pass(36_100);
        assertEquals(101, http.made());
    }

    @Test
    void callsOfTheEmbedderAreNotHeldBack() {
        connect(1);
        http.takeCalls().get(0).refuse(TOO_MANY_REQUESTS, Duration.ofHours(1));
        virtual.pass(10);
        client.api().serverDetails("other");
        virtual.pass(10);
        assertEquals(1, http.takeCalls().size());
    }

    @Test
    void aLimitFarBelowTheClientsOwnLosesNoServer() {
        int limit = 10;
        List<ArchonServer> servers = connect(600);
        double available = limit;
        int refused = 0;
        for (int step = 0; step < 12_000 && !allHaveAnAnswer(servers); step++) {
            virtual.pass(10);
            available = Math.min(limit, available + limit / 100.0);
            for (FakeHttpClient.Call call : http.takeCalls()) {
                if (available >= 1) {
                    available--;
                    call.answer(NOT_FOUND);
                } else {
                    refused++;
                    call.refuse(TOO_MANY_REQUESTS, Duration.ofSeconds(2));
                }
            }
        }
        int calls = refused;
        assertTrue(
                allHaveAnAnswer(servers), () -> "after two minutes some are without an answer; " + calls + " refused");
        // The first burst is refused but for ten.
        assertTrue(refused < 90 + 100, refused + " refused");
        for (ArchonServer server : servers) {
            assertEquals(
                    Cause.Kind.TOKEN_REFUSED,
                    server.status().lastCause().orElseThrow().kind());
        }
    }

    private static boolean allHaveAnAnswer(List<ArchonServer> servers) {
        return servers.stream().allMatch(server -> server.status().state() == ServerStatus.State.FAILED);
    }

    private List<ArchonServer> connect(int count) {
        List<ArchonServer> servers = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number -> client.server("server-" + number))
                .toList());
        servers.forEach(ArchonServer::connect);
        virtual.runNow();
        return servers;
    }

    private final VirtualClient virtual = new VirtualClient(
            Duration.ofHours(1),
            SessionPolicy.builder().backoff(BackoffPolicy.defaults()).build());
    private final FakeHttpClient http = virtual.http();
    private final ArchonClient client = virtual.client();

    @AfterEach
    void close() {
        virtual.close();
    }
}
