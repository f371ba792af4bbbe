package dev.archon.simulator.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a recording's file. */
public final class RecordingReader {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Map<Long, RecordedConnection.Builder> connections = new LinkedHashMap<>();

    private RecordingReader() {}

    /**
     * What a file holds.
     *
     * @param started when the recording began
     * @param connections the WebSockets that were opened, in that order
     */
    public record Contents(Instant started, List<RecordedConnection> connections) {}

    /**
     * Reads a whole file into memory.
     *
     * @param path the file
     * @return what it holds
     * @throws IOException if it cannot be read or is no recording; the message names the file, line and field
     */
    public static Contents read(Path path) throws IOException {
        // In memory it takes about as much as in the file, if most of it is ASCII.
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (Files.size(path) > room) {
            throw new IOException(path + " has " + Files.size(path)
                    + " bytes, which is more than half of Java's memory; give Java more with -Xmx");
        }
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            RecordingReader reader = new RecordingReader();
            number++;
            Instant started = RecordingFormat.decodeHeader(
                    Optional.ofNullable(lines.readLine()).orElse(""));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Optional<RecordingEntry> entry = line.isBlank() ? Optional.empty() : RecordingFormat.decode(line);
                if (entry.isPresent()) {
                    reader.add(entry.get());
                }
            }
            return new Contents(
                    started,
                    reader.connections.values().stream()
                            .map(RecordedConnection.Builder::build)
                            .toList());
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not UTF-8 after line " + number, e);
        } catch (RecordingProblem e) {
            throw new IOException(path + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private void add(RecordingEntry entry) throws RecordingProblem {
        if (entry instanceof RecordingEntry.Opened opened) {
            if (opened.status() == SWITCHING_PROTOCOLS
                    && connections.putIfAbsent(opened.connection(), new RecordedConnection.Builder(opened)) != null) {
                throw new RecordingProblem("field connection: connection " + opened.connection() + " is open already");
            }
        } else if (entry instanceof RecordingEntry.Framed framed) {
            connection(framed.connection()).add(framed);
        } else if (entry instanceof RecordingEntry.Ended ended) {
            connection(ended.connection()).add(ended);
        }
    }

    private RecordedConnection.Builder connection(long number) throws RecordingProblem {
        RecordedConnection.Builder connection = connections.get(number);
        if (connection == null) {
            throw new RecordingProblem("field connection: connection " + number + " was not opened before");
        }
        return connection;
    }
}
