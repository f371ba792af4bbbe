package dev.archon.simulator.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Writes a recording's file on a thread of its own, so that no event loop waits for a disk. The queue is bounded if
 * every connection stops reading while there is {@linkplain #hasRoom no room}.
 *
 * <p>May be used from any thread.
 */
final class RecordingWriter implements AutoCloseable {

    private static final long ROOM_BYTES = 16L << 20;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final OutputStream file;
    private final Thread thread;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private final Object lock = new Object();
    private final Queue<byte[]> lines = new ArrayDeque<>();
    private final List<Runnable> waitingForRoom = new ArrayList<>();
    private long waitingBytes;
    private boolean closing;

    private RecordingWriter(OutputStream file) {
        this.file = file;
        this.thread = new Thread(this::writeAll, "archon-recorder-file");
        thread.setDaemon(true);
    }

    /**
     * Creates the file and writes its header.
     *
     * @throws IOException if it exists already, or cannot be written
     */
    static RecordingWriter open(Path path, Instant started, String upstream) throws IOException {
        OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), 256 << 10);
        RecordingWriter writer = new RecordingWriter(out);
        writer.add(RecordingFormat.header(started, upstream));
        writer.thread.start();
        return writer;
    }

    void write(RecordingEntry entry) {
        add(RecordingFormat.encode(entry));
    }

    private void add(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        synchronized (lock) {
            if (closing || failure.isDone()) {
                return;
            }
            lines.add(bytes);
            waitingBytes += bytes.length;
            lock.notifyAll();
        }
    }

    boolean hasRoom() {
        synchronized (lock) {
            return waitingBytes < ROOM_BYTES;
        }
    }

    /** Runs an action as soon as there is room, at once or on the writer's thread. */
    void whenRoom(Runnable action) {
        synchronized (lock) {
            if (waitingBytes >= ROOM_BYTES) {
                waitingForRoom.add(action);
                return;
            }
        }
        action.run();
    }

    /** Fails with an {@link IOException} when the file cannot be written any more; never completes otherwise. */
    CompletableFuture<Void> failure() {
        return failure;
    }

    private void writeAll() {
        try (file) {
            for (List<byte[]> batch = next(); !batch.isEmpty(); batch = next()) {
                long bytes = 0;
                for (byte[] line : batch) {
                    file.write(line);
                    bytes += line.length;
                }
                file.flush();
                release(bytes);
            }
        } catch (IOException e) {
            failure.completeExceptionally(e);
            release(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for lines and takes all of them; returns none at the end. */
    private List<byte[]> next() throws InterruptedException {
        synchronized (lock) {
            while (lines.isEmpty() && !closing) {
                lock.wait();
            }
            List<byte[]> batch = new ArrayList<>(lines);
            lines.clear();
            return batch;
        }
    }

    private void release(long bytes) {
        List<Runnable> actions = List.of();
        synchronized (lock) {
            waitingBytes = Math.max(0, waitingBytes - bytes);
            if (waitingBytes < ROOM_BYTES) {
                actions = List.copyOf(waitingForRoom);
                waitingForRoom.clear();
            }
        }
        actions.forEach(Runnable::run);
    }

    /** Writes the lines that wait and closes the file, within 5 s. */
    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
