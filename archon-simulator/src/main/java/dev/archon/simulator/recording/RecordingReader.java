package dev.archon.simulator.recording;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
     * The contents of a file.
     *
     * @param started the time at which the recording started
     * @param connections the WebSockets that were opened, in that order
     * @param cutOff whether the file ends in the middle of a line, which is left out
     */
    public record Contents(Instant started, List<RecordedConnection> connections, boolean cutOff) {}

    /**
     * Reads a whole file into memory.
     *
     * @param path the file
     * @return its contents
     * @throws IOException if it cannot be read or is not a recording; the message names the file, line and field
     */
    public static Contents read(Path path) throws IOException {
        // In memory it takes about as many bytes as in the file, if most of it is ASCII.
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (Files.size(path) > room) {
            throw new IOException(path + " has " + Files.size(path)
                    + " bytes, which is more than half of Java's memory; give Java more with -Xmx");
        }
        try (RecordingLines lines = new RecordingLines(path)) {
            return new RecordingReader().read(path, lines);
        }
    }

    private Contents read(Path path, RecordingLines lines) throws IOException {
        try {
            Instant started = RecordingFormat.decodeHeader(lines.next() ? lines.text() : "");
            boolean cutOff = false;
            while (!cutOff && lines.next()) {
                cutOff = isCutOff(lines);
                if (!cutOff) {
                    add(lines.text());
                }
            }
            return new Contents(
                    started,
                    connections.values().stream()
                            .map(RecordedConnection.Builder::build)
                            .toList(),
                    cutOff);
        } catch (CharacterCodingException e) {
            throw new IOException(path + ", line " + lines.number() + ": this is not UTF-8", e);
        } catch (RecordingProblem e) {
            throw new IOException(path + ", line " + lines.number() + ": " + e.getMessage(), e);
        }
    }

    /** Whether a line is the start of an entry: an object without its end, at the end of the file. */
    private static boolean isCutOff(RecordingLines lines) {
        if (lines.isTerminated()) {
            return false;
        }
        try {
            String text = lines.text();
            return text.startsWith("{") && !RecordingFormat.isJson(text);
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    private void add(String line) throws RecordingProblem {
        Optional<RecordingEntry> entry = line.isBlank() ? Optional.empty() : RecordingFormat.decode(line);
        if (entry.isPresent()) {
            add(entry.get());
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
