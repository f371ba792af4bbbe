package dev.archon.simulator.recording;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.codec.ProtocolException;
import dev.archon.protocol.rest.Jwt;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the bytes of one WebSocket connection into entries without secrets. Belongs to the connection's event loop.
 *
 * <p>A token could be spread over the frames of a message, so the frames wait until their message is whole. A message
 * without a token is recorded in its original frames.
 */
public final class RecordingTap {

    /** The longest message whose payload is kept, in bytes. */
    public static final int LIMIT = 4 << 20;

    private static final JsonMapper JSON = new JsonMapper();

    private final long connection;
    private final LongSupplier micros;
    private final Redactor redactor;
    private final Consumer<RecordingEntry> out;
    private final Direction fromClient = new Direction(Party.CLIENT);
    private final Direction fromServer = new Direction(Party.SERVER);
    private boolean ended;

    /**
     * Makes the tap of a connection.
     *
     * @param connection the connection's number
     * @param micros supplies the microseconds since the recording started
     * @param redactor knows the tokens
     * @param out receives the entries
     */
    RecordingTap(long connection, LongSupplier micros, Redactor redactor, Consumer<RecordingEntry> out) {
        this.connection = connection;
        this.micros = micros;
        this.redactor = redactor;
        this.out = out;
    }

    void opened(String server, int status) {
        out.accept(new RecordingEntry.Opened(micros.getAsLong(), connection, redactor.text(server), status));
    }

    /** Reads the bytes that one side sent, without moving the buffer's indexes. */
    void bytes(Party from, ByteBuf bytes) {
        (from == Party.CLIENT ? fromClient : fromServer).reader.read(bytes);
    }

    void ended(Party by, boolean reset) {
        if (!ended) {
            ended = true;
            fromClient.giveUp();
            fromServer.giveUp();
            out.accept(new RecordingEntry.Ended(micros.getAsLong(), connection, by, reset));
        }
    }

    private Optional<byte[]> withoutTokens(Party from, byte[] message) {
        if (from == Party.SERVER) {
            return Optional.of(redactor.bytes(message));
        }
        try {
            if (ClientMessageCodec.decode(message) instanceof ClientMessage.Authenticate authenticate) {
                String name = redactor.learn(authenticate.jwt().value());
                return Optional.of(ClientMessageCodec.encode(new ClientMessage.Authenticate(new Jwt(name))));
            }
        } catch (ProtocolException e) {
            // This is no message of the protocol; tokens are searched in it as in any other JSON.
            return anyJson(message);
        }
        return anyJson(message);
    }

    private Optional<byte[]> anyJson(byte[] message) {
        try {
            JsonNode before = JSON.readTree(message);
            JsonNode after = redactor.json(before);
            return Optional.of(redactor.bytes(after.equals(before) ? message : JSON.writeValueAsBytes(after)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The messages that one side sends. */
    private final class Direction {

        private final Party from;
        private final WireFrameReader reader = new WireFrameReader(LIMIT, this::frame);
        private final List<RecordingEntry.Framed> waiting = new ArrayList<>();
        private long waitingBytes;
        private boolean tooLarge;
        private boolean inMessage;

        Direction(Party from) {
            this.from = from;
        }

        private void frame(WireFrame frame) {
            if (frame.isControl()) {
                WireFrame clean = frame.with(redactor.bytes(frame.payload()), frame.fin());
                add(frame.omitted() > 0 ? frame : clean);
            } else {
                inMessage = !frame.fin();
                tooLarge |= frame.omitted() > 0;
                add(frame);
            }
            if (waitingBytes > LIMIT) {
                tooLarge = true;
            }
            if (tooLarge) {
                waiting.replaceAll(RecordingTap::withoutPayload);
                release();
            }
            if (!inMessage) {
                if (!tooLarge) {
                    redact();
                }
                release();
                tooLarge = false;
            }
        }

        private void add(WireFrame frame) {
            // Even an empty frame takes some memory while it waits.
            waitingBytes += frame.payload().length + 100;
            waiting.add(new RecordingEntry.Framed(micros.getAsLong(), connection, from, frame));
        }

        private void redact() {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            List<RecordingEntry.Framed> parts =
                    waiting.stream().filter(entry -> !entry.frame().isControl()).toList();
            if (parts.isEmpty()) {
                return;
            }
            parts.forEach(entry -> joined.writeBytes(entry.frame().payload()));
            byte[] before = joined.toByteArray();
            RecordingEntry.Framed first = parts.get(0);
            Optional<byte[]> after = withoutTokens(from, before);
            if (after.isEmpty()) {
                waiting.replaceAll(RecordingTap::withoutPayload);
            } else if (!Arrays.equals(after.get(), before)) {
                // Frames wait only for the message to which the first of them belongs.
                waiting.set(0, whole(first, after.get()));
                waiting.subList(1, waiting.size())
                        .removeIf(entry -> !entry.frame().isControl());
            }
        }

        private RecordingEntry.Framed whole(RecordingEntry.Framed first, byte[] message) {
            return new RecordingEntry.Framed(
                    first.at(), connection, from, first.frame().with(message, true));
        }

        private void release() {
            waiting.forEach(out);
            waiting.clear();
            waitingBytes = 0;
        }

        /** Discards a message that never ended: it could hold a part of a token, which cannot be recognised. */
        private void giveUp() {
            waiting.replaceAll(RecordingTap::withoutPayload);
            release();
        }
    }

    private static RecordingEntry.Framed withoutPayload(RecordingEntry.Framed entry) {
        WireFrame frame = entry.frame();
        return frame.isControl()
                ? entry
                : new RecordingEntry.Framed(entry.at(), entry.connection(), entry.from(), frame.withoutPayload());
    }
}
