package dev.archon.simulator;

import dev.archon.simulator.recording.RecordedConnection;
import dev.archon.simulator.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an {@link ArchonRecorder} wrote, to be played by a simulator. Held in memory as a whole.
 *
 * @see ArchonSimulatorBuilder#replay
 */
public final class Recording {

    private final Instant started;
    private final Map<String, List<RecordedConnection>> recorded;
    private final boolean cutOff;

    private Recording(RecordingReader.Contents contents) {
        this.started = contents.started();
        this.cutOff = contents.cutOff();
        this.recorded = contents.connections().stream()
                .collect(Collectors.groupingBy(RecordedConnection::server, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Reads a recording. One that was cut off in the middle of a line, as by a disk that was full, is read up to there; see
     * {@link #isCutOff()}.
     *
     * @param file the file
     * @return the recording
     * @throws IOException if the file cannot be read or is no recording, with its line and field in the message; or if it
     *     is larger than half of the memory that Java may use
     */
    public static Recording read(Path file) throws IOException {
        return new Recording(RecordingReader.read(file));
    }

    /**
     * When it was made.
     *
     * @return the time at which recording began
     */
    public Instant started() {
        return started;
    }

    /**
     * Returns whether the file ended in the middle of a line.
     *
     * @return whether the last thing that happened is missing
     */
    public boolean isCutOff() {
        return cutOff;
    }

    /**
     * Whose WebSockets it holds.
     *
     * @return the ids of the servers, in the order in which clients connected to them
     */
    public List<String> servers() {
        return List.copyOf(recorded.keySet());
    }

    /**
     * How many WebSockets of a server it holds.
     *
     * @param server the server's id
     * @return the number; 0 if it does not know the server
     */
    public int connections(String server) {
        return recorded.getOrDefault(server, List.of()).size();
    }

    /** What was recorded, by the server's id. */
    Map<String, List<RecordedConnection>> recorded() {
        return recorded;
    }
}
