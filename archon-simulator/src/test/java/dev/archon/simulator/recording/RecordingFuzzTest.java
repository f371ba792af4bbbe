package dev.archon.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.archon.simulator.recording.RecordedConnection.ServerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Any bytes as the file of a recording, and as one of its lines. The ordinary build replays the committed corpus, in {@code
 * RecordingFuzzTestInputs} among the test resources; {@code .ci/fuzz 10 RecordingFuzzTest} lets Jazzer search for more.
 *
 * <p>Holds that what cannot be read is an {@link IOException} that names the file and is short; that the times of what a
 * server did neither lie before its connection nor go back; and that an entry survives being written and read.
 */
class RecordingFuzzTest {

    @FuzzTest
    void reads(byte[] file) throws IOException {
        Path path = Files.createTempFile("fuzz", ".jsonl");
        try {
            Files.write(path, file);
            check(RecordingReader.read(path));
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(path + ", line "), message);
            assertTrue(message.length() < path.toString().length() + 200, message);
        } finally {
            Files.delete(path);
        }
    }

    private static void check(RecordingReader.Contents contents) {
        assertNotNull(contents.started());
        for (RecordedConnection connection : contents.connections()) {
            long before = 0;
            for (ServerEvent event : connection.events()) {
                assertTrue(event.at() >= before, () -> connection.events().toString());
                before = event.at();
            }
        }
    }

    @FuzzTest
    void decodes(byte[] line) {
        try {
            Optional<RecordingEntry> entry = RecordingFormat.decode(new String(line, StandardCharsets.UTF_8));
            if (entry.isPresent()) {
                String written = RecordingFormat.encode(entry.get());
                assertEquals(entry, RecordingFormat.decode(written), written);
            }
        } catch (RecordingProblem e) {
            assertTrue(String.valueOf(e.getMessage()).length() < 200, e::toString);
        }
    }
}
