package dev.archon.simulator.recording;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.EventCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.event.ArchonEvent;
import dev.archon.protocol.event.AuthIncorrectEvent;
import dev.archon.protocol.event.AuthOkEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The actions of the server on one recorded WebSocket, in order. */
public final class RecordedConnection {

    private final String server;
    private final List<ServerEvent> events;

    private RecordedConnection(String server, List<ServerEvent> events) {
        this.server = server;
        this.events = events;
    }

    /** An action of the server. */
    public sealed interface ServerEvent {

        /**
         * The time of the action.
         *
         * @return microseconds since the connection was opened, never less than those of the action before
         */
        long at();

        /**
         * The server sent a frame.
         *
         * @param at microseconds since the connection was opened
         * @param frame the frame
         * @param answer whether it is the first frame of the answer to the client's {@code auth}, before which it cannot come
         */
        record FrameSent(long at, WireFrame frame, boolean answer) implements ServerEvent {}

        /**
         * The server sent a close frame before the client did.
         *
         * @param at microseconds since the connection was opened
         * @param code the code; empty if there was none
         * @param reason the reason, which may be empty
         */
        record CloseSent(long at, OptionalInt code, String reason) implements ServerEvent {}

        /**
         * The server ended the connection without a close frame.
         *
         * @param at microseconds since the connection was opened
         * @param reset whether it was a TCP reset
         */
        record Disconnected(long at, boolean reset) implements ServerEvent {}
    }

    /**
     * The id of the recorded server.
     *
     * @return the id
     */
    public String server() {
        return server;
    }

    /**
     * The actions of the server.
     *
     * @return the actions in their order
     */
    public List<ServerEvent> events() {
        return events;
    }

    /** Collects the entries of one connection. */
    static final class Builder {

        private final String server;
        private final long openedAt;
        private long lastAt;
        private final List<ServerEvent> events = new ArrayList<>();
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();
        private int messageAt = -1;
        private int unanswered;
        private boolean closing;

        Builder(RecordingEntry.Opened opened) {
            this.server = opened.server();
            this.openedAt = opened.at();
        }

        void add(RecordingEntry.Framed entry) {
            WireFrame frame = entry.frame();
            if (entry.from() == Party.CLIENT) {
                client(frame);
            } else if (frame.opcode() == WireFrame.CLOSE) {
                close(sinceOpened(entry), frame.payload());
            } else if (frame.isControl()) {
                // Pongs answer pings; the client of the replay may send none.
                if (frame.opcode() != WireFrame.PONG) {
                    events.add(new ServerEvent.FrameSent(sinceOpened(entry), frame, false));
                }
            } else {
                data(sinceOpened(entry), frame);
            }
        }

        void add(RecordingEntry.Ended ended) {
            if (ended.by() == Party.SERVER && !closing) {
                events.add(new ServerEvent.Disconnected(sinceOpened(ended), ended.reset()));
            }
        }

        /** What stands further back in the file came later, whatever time it has. */
        private long sinceOpened(RecordingEntry entry) {
            lastAt = Math.max(lastAt, entry.at() - openedAt);
            return lastAt;
        }

        private void client(WireFrame frame) {
            closing |= frame.opcode() == WireFrame.CLOSE;
            if (frame.opcode() == WireFrame.TEXT && isAuth(frame.payload())) {
                unanswered++;
            }
        }

        private void close(long at, byte[] payload) {
            if (!closing) {
                closing = true;
                boolean hasCode = payload.length >= Short.BYTES;
                events.add(new ServerEvent.CloseSent(
                        at,
                        hasCode ? OptionalInt.of(ByteBuffer.wrap(payload).getShort() & 0xFFFF) : OptionalInt.empty(),
                        hasCode ? new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8) : ""));
            }
        }

        private void data(long at, WireFrame frame) {
            if (messageAt < 0) {
                messageAt = events.size();
            }
            message.writeBytes(frame.payload());
            events.add(new ServerEvent.FrameSent(at, frame, false));
            if (frame.fin()) {
                if (unanswered > 0 && isAuthAnswer(message.toByteArray())) {
                    unanswered--;
                    if (events.get(messageAt) instanceof ServerEvent.FrameSent first) {
                        events.set(messageAt, new ServerEvent.FrameSent(first.at(), first.frame(), true));
                    }
                }
                messageAt = -1;
                message.reset();
            }
        }

        RecordedConnection build() {
            return new RecordedConnection(server, List.copyOf(events));
        }

        private static boolean isAuth(byte[] message) {
            try {
                return ClientMessageCodec.decode(message) instanceof ClientMessage.Authenticate;
            } catch (ProtocolException e) {
                return false;
            }
        }

        private static boolean isAuthAnswer(byte[] message) {
            try {
                ArchonEvent event = EventCodec.decode(message);
                return event instanceof AuthOkEvent || event instanceof AuthIncorrectEvent;
            } catch (ProtocolException e) {
                return false;
            }
        }
    }
}
