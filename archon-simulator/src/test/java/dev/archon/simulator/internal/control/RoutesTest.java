package dev.archon.simulator.internal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.event.PowerState;
import dev.archon.simulator.internal.journal.EntryLog;
import dev.archon.simulator.internal.server.ManualClock;
import dev.archon.simulator.internal.server.ServerConfig;
import dev.archon.simulator.internal.server.Servers;
import dev.archon.simulator.internal.server.Tokens;
import dev.archon.simulator.internal.stub.StubBoard;
import dev.archon.simulator.internal.wire.AllowedOrigins;
import dev.archon.simulator.scenario.EventStyle;
import dev.archon.simulator.scenario.Traffic;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Path DOCUMENTATION = Path.of("src/main/java/dev/archon/simulator/ControlAccess.java");

    /** A request in the table of the documentation; an example of a query may follow. */
    private static final Pattern DOCUMENTED =
            Pattern.compile("\\{@code\\s+(?:\\*\\s+)?(GET|POST|DELETE) (/sim/[^?}]*)");

    private static final ServerConfig CONFIG = new ServerConfig(
            1,
            new ManualClock(Instant.EPOCH),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ZERO,
            Traffic.SILENT,
            PowerState.STOPPED,
            Optional.empty(),
            EventStyle.DOC,
            0,
            1,
            1,
            Map.of(),
            true);

    private final EventLoopGroup loops = new DefaultEventLoop();
    private final EntryLog journal = new EntryLog();
    private final List<Route> routes = new ControlApi(
                    new Servers(CONFIG, loops, journal::add, new Tokens(1), List.of(), id -> List.of()),
                    CONFIG,
                    journal,
                    new StubBoard(),
                    new ControlGuard(true, AllowedOrigins.NONE))
            .routes();

    @Test
    void theDocumentationNamesEveryRouteAndNoOther() throws Exception {
        assertEquals(
                routes.stream()
                        .map(route -> route.method() + " " + route.path())
                        .distinct()
                        .sorted()
                        .toList(),
                DOCUMENTED
                        .matcher(Files.readString(DOCUMENTATION))
                        .results()
                        .map(found -> found.group(1) + " " + found.group(2))
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void noTwoRoutesAnswerTheSameRequest() {
        assertEquals(
                routes.size(),
                routes.stream()
                        .map(route -> route.method() + " " + route.path())
                        .distinct()
                        .count());
    }

    @Test
    void aPartInCapitalLettersStandsForAnyText() {
        Route route = new Route("GET", "/sim/servers/ID/faults", "", request -> {
            throw new AssertionError("not asked to answer");
        });

        assertTrue(route.matches(List.of("servers", "demo", "faults")));
        assertTrue(route.matches(List.of("servers", "ID", "faults")));
        assertFalse(route.matches(List.of("servers", "demo", "actions")));
        assertFalse(route.matches(List.of("servers", "demo")));
        assertFalse(route.matches(List.of("servers", "demo", "faults", "1")));
    }

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
