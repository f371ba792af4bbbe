package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.session.Cause;
import dev.archon.protocol.session.Failure;
import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.ScenarioFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** An exception that was sent to another JVM, as a test runner or a job scheduler does, still says what happened. */
class ArchonExceptionTest {

    @Test
    void whyAConnectionEndedIsStillKnownAfterSerialisation() throws Exception {
        Cause cause = new Cause(Cause.Kind.CLOSED, OptionalInt.of(1013), "try again later");
        ArchonException read = copy(new ArchonException("s1", "gave up", cause));
        assertEquals("server s1: gave up", read.getMessage());
        assertEquals("s1", read.serverId());
        assertEquals(Optional.of(cause), read.reason());
        assertEquals(Optional.empty(), read.failure());
    }

    static List<Failure> failures() {
        return List.of(
                Failure.of("refused"),
                Failure.permanent("not allowed"),
                Failure.ofStatus(429, Optional.of(Duration.ofSeconds(3)), "too many"));
    }

    @Test
    void howACallFailedIsStillKnownAfterSerialisation() throws Exception {
        for (Failure failure : failures()) {
            ArchonException read = copy(new ArchonException("s1", "failed", failure));
            assertEquals(Optional.of(failure), read.failure());
            assertEquals(Optional.empty(), read.reason());
        }
    }

    @Test
    void anExceptionAboutNeitherIsAboutNeitherAfterSerialisation() throws Exception {
        ArchonException read = copy(new ArchonException("", "closed"));
        assertEquals(Optional.empty(), read.reason());
        assertEquals(Optional.empty(), read.failure());
    }

    @Test
    void theOtherModulesExceptionsAreWholeToo() throws Exception {
        ProtocolException json = Assertions.assertThrows(
                ProtocolException.class, () -> EventCodec.decode("{\"event\":\"uptime\",\"uptime\":x"));
        ProtocolException jsonRead = copy(json);
        assertEquals(json.event(), jsonRead.event());
        assertEquals(json.field(), jsonRead.field());
        assertEquals(json.offset(), jsonRead.offset());
        ScenarioFormatException scenario =
                Assertions.assertThrows(ScenarioFormatException.class, () -> Scenario.parse("{\"steps\":1}"));
        ScenarioFormatException scenarioRead = copy(scenario);
        assertEquals(scenario.line(), scenarioRead.line());
        assertEquals(scenario.column(), scenarioRead.column());
        assertEquals(scenario.field(), scenarioRead.field());
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // What is read was written two lines before.
    private static <E extends Exception> E copy(E exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (E) in.readObject();
        }
    }
}
