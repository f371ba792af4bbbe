package dev.archon.simulator.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {

    private static final String WHOLE = """
            {"format":"archon-recording","version":1,"started":"2026-11-01T12:00:00Z","upstream":"https://a.example"}
            {"at":0,"kind":"open","connection":1,"server":"demo","status":101}
            {"at":5,"kind":"frame","connection":1,"from":"server","fin":true,"opcode":1,"text":"{\\"event\\":\\"auth-ok\\"}"}
            {"at":9,"kind":"frame","connection":1,"from":"server","fin":true,"opcode":1,"text":"¡adiós!"}
            """;

    private final Path file;

    RecordingReaderTest(@TempDir Path directory) {
        this.file = directory.resolve("session.jsonl");
    }

    @Test
    void aWholeRecordingIsNotCutOff() throws IOException {
        assertFalse(read(WHOLE).cutOff());
        assertFalse(read(WHOLE.stripTrailing()).cutOff(), "only the last line break is missing");
    }

    @Test
    void aRecordingCutOffAnywhereInItsLastLineIsReadUpToThere() throws IOException {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        int lastLine = WHOLE.stripTrailing().lastIndexOf('\n') + 1;
        for (int length = lastLine + 1; length < whole.length - 2; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            RecordingReader.Contents contents = RecordingReader.read(file);
            assertTrue(contents.cutOff(), "cut off behind byte " + length);
            assertEquals(1, contents.connections().size());
        }
    }

    @Test
    void aRecordingBehindAByteOrderMarkIsRead() throws IOException {
        assertEquals(1, read("\uFEFF" + WHOLE).connections().size());
    }

    @Test
    void whatIsWrongBeforeTheEndIsAnError() {
        assertEquals("session.jsonl, line 5: this is not JSON from here: nonsense", message(WHOLE + "nonsense\n"));
        assertEquals("session.jsonl, line 5: this is not JSON: it ends before it is complete", message(WHOLE + "{\n"));
        assertEquals(
                "session.jsonl, line 1: this is not a recording: its first line must have \"format\": \"archon-recording\"",
                message("{}"));
    }

    @Test
    void timesThatGoBackAreThoseOfWhatCameBefore() throws IOException {
        String frame = "{\"at\":%d,\"kind\":\"frame\",\"connection\":1,\"from\":\"server\",\"fin\":true,\"opcode\":1,"
                + "\"text\":\"x\"}%n";
        String text = WHOLE.replace("{\"at\":0,", "{\"at\":4,")
                + String.format(frame, 3)
                + String.format(frame, 20)
                + String.format(frame, 19);
        assertEquals(
                List.of(1L, 5L, 5L, 16L, 16L),
                read(text).connections().get(0).events().stream()
                        .map(RecordedConnection.ServerEvent::at)
                        .toList());
        assertEquals(
                List.of(0L, 0L),
                read(WHOLE.replace("{\"at\":0,", "{\"at\":100,")).connections().get(0).events().stream()
                        .map(RecordedConnection.ServerEvent::at)
                        .toList(),
                "frames before the connection was opened");
    }

    @Test
    void aFieldThatIsWrongIsNotQuotedAtLength() {
        String message = message(WHOLE.replace("\"version\":1", "\"version\":\"" + "2".repeat(500) + "\""));
        assertEquals(
                "session.jsonl, line 1: field version: this program reads version 1, not 22222222222222222222",
                message);
    }

    @Test
    void bytesThatAreNotUtf8BeforeTheEndAreAnError() throws IOException {
        byte[] broken = (WHOLE + "?\n" + WHOLE).getBytes(StandardCharsets.UTF_8);
        broken[WHOLE.getBytes(StandardCharsets.UTF_8).length] = (byte) 0xFF;
        Files.write(file, broken);

        String message = assertThrows(IOException.class, () -> RecordingReader.read(file))
                .getMessage();
        assertEquals(file + ", line 5: this is not UTF-8", message);
    }

    private RecordingReader.Contents read(String text) throws IOException {
        Files.writeString(file, text);
        return RecordingReader.read(file);
    }

    private String message(String text) {
        String message = assertThrows(IOException.class, () -> read(text)).getMessage();
        return String.valueOf(message).replace(file.toString(), "session.jsonl");
    }
}
