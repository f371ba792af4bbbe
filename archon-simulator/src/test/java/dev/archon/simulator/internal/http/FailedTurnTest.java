package dev.archon.simulator.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.internal.api.BearerCheck;
import dev.archon.simulator.internal.api.PanelApi;
import dev.archon.simulator.internal.control.ControlApi;
import dev.archon.simulator.internal.control.ControlGuard;
import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.server.ManualClock;
import dev.archon.simulator.internal.server.ServerClock;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.server.Servers;
import dev.archon.simulator.internal.server.Tokens;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request gets when the server that it is about fails in its turn: an answer in any case. */
class FailedTurnTest {

    private final BrokenClock clock = new BrokenClock();
    private final ServerConfig config = new ServerConfig(
            1,
            clock,
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ZERO,
            Traffic.SILENT,
            PowerState.STOPPED,
            Optional.empty(),
            EventStyle.DOC,
            1000,
            1,
            1 << 20,
            Map.of(),
            true);
    private final EntryLog journal = new EntryLog();
    private volatile boolean journalBroken;
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Servers servers =
            new Servers(config, loop, this::note, new Tokens(1), List.of("demo"), id -> List.of());
    private final Map<String, ServerHost> hosts = servers.all();
    private final ServerHost host = Objects.requireNonNull(hosts.get("demo"));
    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpHandler(
            hosts,
            new HttpConfig(
                    new BearerCheck(Optional.empty()), false, true, Optional.empty(), clock, AllowedOrigins.NONE),
            journal::add,
            new PanelApi(
                    hosts, new StubBoard(), Optional.empty(), new BearerCheck(Optional.empty()), clock, journal::add),
            Optional.of(new ControlApi(
                    servers, config, journal, new StubBoard(), new ControlGuard(false, AllowedOrigins.NONE)))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /modrinth/v0/servers/demo/ws | ",
                "GET | /modrinth/v0/ws/demo | ",
                "POST | /modrinth/v0/servers/demo/power | {\"action\":\"Start\"}",
                "POST | /sim/servers/demo/actions | {\"do\":\"stack-trace\"}",
                "POST | /sim/servers/demo/scenarios?name=boot | ",
                "DELETE | /sim/servers/demo/faults | "
            })
    void aRequestWhoseTurnFailsIsAnswered(String method, String path, String body) {
        clock.broken = true;

        assertFailed(call(method, path, body == null ? "" : body));
    }

    @ParameterizedTest
    @CsvSource({"token-slow, /modrinth/v0/servers/demo/ws", "handshake-slow, /modrinth/v0/ws/demo"})
    void aRequestWhoseLaterTurnFailsIsAnswered(String fault, String path) {
        host.start(List.of());
        call("POST", "/sim/servers/demo/faults", "{\"kind\":\"" + fault + "\"}").release();
        send("GET", path, "");
        assertTrue(loop.submit(() -> {}).awaitUninterruptibly(5, TimeUnit.SECONDS), "its first turn is over");
        journalBroken = true;
        clock.clock.advance(Duration.ofHours(1));

        assertFailed(answer());
    }

    private static void assertFailed(FullHttpResponse answer) {
        String text = answer.content().toString(StandardCharsets.UTF_8);
        answer.release();
        assertEquals(500, answer.status().code(), text);
        assertTrue(text.contains("\"error\":\"internal_error\""), text);
        assertTrue(text.contains("server demo"), text);
    }

    @ParameterizedTest
    @CsvSource({"Start, starting", "Kill, stopped"})
    void anAnswerComesWhenTheTurnIsOverSoThatItsEffectIsSeen(String action, String state) {
        call("POST", "/modrinth/v0/servers/demo/power", "{\"action\":\"" + action + "\"}")
                .release();

        assertEquals(state, host.powerState().text());
    }

    private void note(JournalEntry entry) {
        if (journalBroken) {
            throw new IllegalStateException("the journal is broken");
        }
        journal.add(entry);
    }

    private FullHttpResponse call(String method, String path, String body) {
        send(method, path, body);
        return answer();
    }

    private void send(String method, String path, String body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(method),
                path,
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        request.headers().set(HttpHeaderNames.HOST, "localhost").set(HttpHeaderNames.AUTHORIZATION, "Bearer any");
        if (path.startsWith("/modrinth/v0/ws/")) {
            request.headers()
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                    .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ==");
        }
        channel.writeInbound(request);
    }

    private FullHttpResponse answer() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            channel.runPendingTasks();
                            return channel.readOutbound();
                        },
                        answer -> answer != null);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /** A clock that fails when it is told to, and with it every turn. */
    private static final class BrokenClock implements ServerClock {

        private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T12:00:00Z"));
        private volatile boolean broken;

        @Override
        public Instant now() {
            if (broken) {
                throw new IllegalStateException("the clock is broken");
            }
            return clock.now();
        }

        @Override
        public Instant toOutside(Instant simulated) {
            return simulated;
        }

        @Override
        public Instant fromOutside(Instant outside) {
            return outside;
        }

        @Override
        public Duration realDelay(Duration simulated) {
            return clock.realDelay(simulated);
        }

        @Override
        public boolean passesByItself() {
            return false;
        }

        @Override
        public Runnable onMove(Runnable listener) {
            return clock.onMove(listener);
        }
    }
}
