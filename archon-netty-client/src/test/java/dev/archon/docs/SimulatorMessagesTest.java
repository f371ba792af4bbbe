package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each message that the simulator's command line can print has an entry in its troubleshooting guide. */
class SimulatorMessagesTest {

    private static final Path SOURCES = Pages.ROOT.resolve("archon-simulator/src/main/java/dev/archon/simulator");

    private static final MessageTable PAGE =
            new MessageTable(Pages.ROOT.resolve("archon-simulator/docs/troubleshooting.md"));

    /** Besides the package of the command line, the classes whose exceptions it shows. */
    private static final List<String> SHOWN = List.of(
            "cli",
            "ArchonRecorder.java",
            "ArchonSimulatorBuilder.java",
            "SimulatorTime.java",
            "TlsIdentity.java",
            "conformance/report/JsonReport.java",
            "conformance/run/ClientProcess.java",
            "conformance/run/ConformanceRun.java",
            "internal/forward/ForwardTarget.java",
            "internal/http/Listener.java",
            "internal/json/JsonLibraries.java",
            "internal/server/Servers.java",
            "internal/wire/Addresses.java",
            "internal/wire/AllowedOrigins.java",
            "recording/RecordingFormat.java",
            "recording/RecordingReader.java",
            "scenario/CallPattern.java",
            "scenario/DurationRange.java",
            "scenario/JsonObject.java",
            "scenario/JsonType.java",
            "scenario/Limits.java",
            "scenario/LocatedJsonReader.java",
            "scenario/Scenario.java",
            "scenario/Scenarios.java",
            "scenario/Stub.java",
            "scenario/StubFiles.java",
            "scenario/StubFormat.java");

    /** Explanations of fields and lists, parts of other messages, and guards against mistakes in the project's own code. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "%d of %d cases done after %d",
            "A length of time that is drawn.",
            "A ready answer to REST calls.",
            "all went well",
            "CN=Archon simulator authority",
            "Takes at most",
            "ended by a signal",
            "in place of a body",
            "not a span of time",
            "not run from its jar",
            "or check has found a case that fails",
            "of a version that cannot be read",
            "of unknown version",
            "one without a number",
            "or a string that is sent as it is",
            "the HTTP method",
            "the HTTP status",
            "the arguments are wrong",
            "the only connection that it lies on",
            "the path must start with a slash",
            "the path names another host",
            "the simulator is closed",
            "this simulator has",
            "what it is called",
            "what it is good for",
            "whether it answers in place of the simulator",
            "where standard error goes is not known",
            "which may hold placeholders",
            "with {name} or * for any one part and ** at its end for all that follows");

    @Test
    void eachMessageHasAnEntry() throws IOException {
        assertEquals(List.of(), PAGE.missing(messages()));
    }

    @Test
    void eachEntryIsAMessage() throws IOException {
        assertEquals(List.of(), PAGE.gone(messages()));
    }

    private static Map<String, String> messages() throws IOException {
        List<Path> places = new ArrayList<>();
        SHOWN.forEach(place -> places.add(SOURCES.resolve(place)));
        Map<String, String> messages = Messages.in(places);
        Set<String> outdated = new TreeSet<>(NOT_SHOWN);
        outdated.removeAll(messages.keySet());
        assertEquals(Set.of(), outdated, "no longer in the code");
        messages.keySet().removeAll(NOT_SHOWN);
        return messages;
    }
}
