package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.codec.ClientMessage;
import dev.archon.protocol.codec.ClientMessageCodec;
import dev.archon.protocol.rest.Jwt;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code permessage-deflate} (RFC 7692), byte by byte. */
@SimulatedArchon(traffic = Traffic.SILENT)
class DeflateTest {

    private static final byte[] FLUSH_END = {0, 0, (byte) 0xFF, (byte) 0xFF};

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate",
                "permessage-deflate; client_no_context_takeover | permessage-deflate",
                "permessage-deflate; client_max_window_bits | permessage-deflate",
                "permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate | permessage-deflate",
                "permessage-deflate; server_max_window_bits=10 | none",
                "permessage-deflate; unheard-of | none",
                "unheard-of | none",
            })
    void anOfferThatCanBeKeptIsAccepted(String offer, String answer) throws IOException {
        try (HttpConversation socket = new HttpConversation(sim.port())) {
            assertEquals(answer, handshake(socket, sim, offer).header("sec-websocket-extensions"));
        }
    }

    @Test
    void itCanBeSwitchedOff() throws IOException {
        try (ArchonSimulator plain =
                        ArchonSimulator.builder().compression(false).start();
                HttpConversation socket = new HttpConversation(plain.port())) {
            assertEquals("none", handshake(socket, plain, "permessage-deflate").header("sec-websocket-extensions"));
        }
    }

    @ParameterizedTest
    @CsvSource({"permessage-deflate", "permessage-deflate; server_no_context_takeover"})
    void messagesAreCompressedInBothDirections(String offer) throws Exception {
        Jwt token = RestCalls.credentials(sim, "demo").token();
        try (HttpConversation socket = new HttpConversation(sim.port())) {
            assertEquals(101, handshake(socket, sim, offer).status());
            socket.sendRaw(compressed(ClientMessageCodec.encode(new ClientMessage.Authenticate(token))));
            assertTrue(sim.journal()
                    .await(JournalEntry.Auth.class, auth -> true, Duration.ofSeconds(20))
                    .accepted());

            Inflater inflater = new Inflater(true);
            String text = "";
            while (!text.contains("auth-ok")) {
                text = message(socket, inflater, offer.contains("no_context"));
            }
            sim.server("demo").emitRaw(new byte[0]);
            while (!text.isEmpty()) {
                text = message(socket, inflater, offer.contains("no_context"));
            }
            inflater.end();
        }
    }

    @Test
    void whatCannotBeInflatedIsClosedWith1007() throws Exception {
        try (HttpConversation socket = new HttpConversation(sim.port())) {
            handshake(socket, sim, "permessage-deflate");
            socket.sendRaw(new byte[] {(byte) 0xC1, (byte) 0x83, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 1});
            byte[] head = socket.read(4);

            assertEquals(1007, ((head[2] & 0xFF) << 8) | (head[3] & 0xFF));
        }
    }

    private static String message(HttpConversation socket, Inflater inflater, boolean fresh) throws Exception {
        byte[] head = socket.read(2);
        assertEquals((byte) 0xC1, head[0]);
        int length = head[1];
        if (length == 126) {
            byte[] longer = socket.read(2);
            length = ((longer[0] & 0xFF) << 8) | (longer[1] & 0xFF);
        }
        byte[] payload = Arrays.copyOf(socket.read(length), length + FLUSH_END.length);
        System.arraycopy(FLUSH_END, 0, payload, length, FLUSH_END.length);
        if (fresh) {
            inflater.reset();
        }
        inflater.setInput(payload);
        byte[] text = new byte[1 << 20];
        return new String(text, 0, inflater.inflate(text), UTF_8);
    }

    /** A masked frame with a compressed text. */
    private static byte[] compressed(byte[] text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text);
        byte[] buffer = new byte[text.length + 100];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH) - FLUSH_END.length;
        deflater.end();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0xC1);
        frame.write(0x80 | 126);
        frame.write(length >> 8);
        frame.write(length);
        frame.writeBytes(new byte[4]);
        frame.write(buffer, 0, length);
        return frame.toByteArray();
    }

    private static HttpConversation.Answer handshake(HttpConversation socket, ArchonSimulator sim, String offer)
            throws IOException {
        socket.send(
                "GET /modrinth/v0/ws/demo HTTP/1.1",
                "Host: localhost:" + sim.port(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Extensions: " + offer,
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        return socket.head();
    }
}
