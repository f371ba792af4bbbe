package dev.archon.simulator.internal.server;

import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthOkEvent;
import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.Block;
import dev.archon.simulator.internal.wire.BlockWriter;
import dev.archon.simulator.internal.wire.FrameEncoder;
import dev.archon.simulator.recording.RecordedConnection;
import dev.archon.simulator.recording.RecordedConnection.ServerEvent;
import dev.archon.simulator.recording.WireFrame;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Replays one recorded WebSocket to one client. The answer to {@code auth} waits until the client has sent it; the times
 * of later actions count from there. Belongs to the server's loop.
 */
final class Replay {

    /** The number of spaces that replace a payload which was not recorded. */
    private static final long MOST_FILLING = 16 << 20;

    /** A client that authenticates so long before the recorded one did has not been asked to. */
    private static final Duration MUCH_EARLIER = Duration.ofSeconds(30);

    private final List<ServerEvent> events;
    private final boolean recordedPace;
    private final VirtualScheduler agenda;
    private final Client client;

    private int next;
    private int authentications;
    private Instant begin = Instant.EPOCH;
    private long beginAt;
    private Optional<VirtualScheduler.Task> wakeUp = Optional.empty();

    /** The client that receives the replay. */
    interface Client {

        void send(Block block);

        void tell(ArchonEvent event);

        boolean takesMore();

        void close(int code, String reason);

        void closeWithoutCode();

        void reset();

        void drop();
    }

    Replay(RecordedConnection connection, boolean recordedPace, VirtualScheduler agenda, Client client) {
        this.events = connection.events();
        this.recordedPace = recordedPace;
        this.agenda = agenda;
        this.client = client;
    }

    void start() {
        begin = agenda.now();
        play();
    }

    /** The client has sent a token that is good: the recorded answer follows, or one of our own if there is none soon. */
    void authenticated() {
        if (authentications < answersExpected()) {
            authentications++;
            play();
        } else {
            client.tell(new AuthOkEvent());
        }
    }

    private long answersExpected() {
        Instant soon = agenda.now().plus(MUCH_EARLIER);
        return events.subList(next, events.size()).stream()
                .filter(Replay::isAnswer)
                .filter(event -> !recordedPace || !due(event).isAfter(soon))
                .count();
    }

    private static boolean isAnswer(ServerEvent event) {
        return event instanceof ServerEvent.FrameSent sent && sent.answer();
    }

    private Instant due(ServerEvent event) {
        return begin.plus(event.at() - beginAt, ChronoUnit.MICROS);
    }

    void stop() {
        wakeUp.ifPresent(VirtualScheduler.Task::cancel);
        next = events.size();
    }

    /** Replays the actions that are due, as far as the client can take them; called again when either changes. */
    void play() {
        BlockWriter out = new BlockWriter(client::send);
        while (next < events.size() && isDue(events.get(next))) {
            ServerEvent event = events.get(next++);
            if (event instanceof ServerEvent.FrameSent sent) {
                write(out, sent.frame());
            } else {
                out.flush();
                end(event);
            }
        }
        out.flush();
    }

    private boolean isDue(ServerEvent event) {
        if (isAnswer(event)) {
            if (authentications == 0) {
                return false;
            }
            authentications--;
            begin = agenda.now();
            beginAt = event.at();
            return true;
        }
        if (!recordedPace) {
            return client.takesMore();
        }
        Instant due = due(event);
        if (agenda.now().isBefore(due)) {
            wakeUp.ifPresent(VirtualScheduler.Task::cancel);
            wakeUp = Optional.of(agenda.at(due, this::play));
            return false;
        }
        return true;
    }

    private void end(ServerEvent event) {
        if (event instanceof ServerEvent.CloseSent close) {
            if (close.code().isPresent()) {
                client.close(close.code().getAsInt(), close.reason());
            } else {
                client.closeWithoutCode();
            }
        } else if (event instanceof ServerEvent.Disconnected disconnected && disconnected.reset()) {
            client.reset();
        } else {
            client.drop();
        }
    }

    private static void write(BlockWriter out, WireFrame frame) {
        byte[] payload = frame.payload();
        if (frame.omitted() > 0) {
            payload = new byte[(int) Math.min(frame.omitted(), MOST_FILLING)];
            Arrays.fill(payload, (byte) ' ');
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 10);
        FrameEncoder.write(bytes, frame.fin(), frame.rsv() << 4 | frame.opcode(), payload, 0, payload.length);
        out.frames(bytes.toByteArray());
    }
}
