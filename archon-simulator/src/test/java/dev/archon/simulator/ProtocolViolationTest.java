package dev.archon.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.protocol.rest.WebSocketCredentials;
import dev.archon.simulator.journal.JournalEntry;
import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that breaks RFC 6455 is told how by a close code, and the journal says so too. */
@SimulatedArchon(traffic = Traffic.SILENT)
class ProtocolViolationTest {

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an unmasked frame, 1002, 81 02 68 69",
        "an unmasked close frame, 1002, 88 00",
        "a reserved bit, 1002, C1 80 00000000",
        "an unknown opcode, 1002, 83 80 00000000",
        "an unknown control opcode, 1002, 8B 80 00000000",
        "a ping in pieces, 1002, 09 80 00000000",
        "a ping that is too long, 1002, 89 FE 007E 00000000",
        "a continuation of nothing, 1002, 80 80 00000000",
        "a message within a message, 1002, 01 80 00000000 81 80 00000000",
        "half a close code, 1002, 88 81 00000000 03",
        "a close code that is never sent, 1002, 88 82 00000000 03ED",
        "a close code below 1000, 1002, 88 82 00000000 0001",
        "a text that is not UTF-8, 1007, 81 81 00000000 FF",
        "a text that ends within a character, 1007, 81 81 00000000 C3",
        "a text in pieces that is not UTF-8, 1007, 01 81 00000000 C3 80 81 00000000 41",
        "a text in pieces that ends within a character, 1007, 01 81 00000000 41 80 81 00000000 C3",
        "a surrogate, 1007, 81 83 00000000 EDA080",
        "a close reason that is not UTF-8, 1007, 88 83 00000000 03E8 FF",
        "a frame over a mebibyte, 1009, 81 FF 0000000000100001 00000000",
    })
    void aViolationIsClosedWithItsCode(String violation, int code, String bytes) throws Exception {
        try (HttpConversation socket = open()) {
            socket.sendRaw(HexFormat.of().parseHex(bytes.replace(" ", "")));

            assertClosed(socket, code);
        }
    }

    @Test
    void aMessageInPiecesThatIsOverAMebibyteIsClosedWith1009() throws Exception {
        try (HttpConversation socket = open()) {
            for (int i = 0; i < 17; i++) {
                ByteArrayOutputStream frame = new ByteArrayOutputStream();
                frame.writeBytes(
                        HexFormat.of().parseHex((i == 0 ? "01" : "00") + "FF" + "0000000000010000" + "00000000"));
                frame.writeBytes(new byte[1 << 16]);
                socket.sendRaw(frame.toByteArray());
            }

            assertClosed(socket, 1009);
        }
    }

    @Test
    void aCharacterMayBeCutInTwoByFrames() throws Exception {
        WebSocketCredentials credentials = RestCalls.credentials(sim, "demo");
        try (HttpConversation socket = open()) {
            String auth = "{\"event\":\"auth\",\"jwt\":\"" + credentials.token().value() + "\",\"name\":\"";
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            piece(frames, 0x01, auth.getBytes(UTF_8));
            piece(frames, 0x00, new byte[] {(byte) 0xC3});
            piece(frames, 0x80, new byte[] {(byte) 0xA9, '"', '}'});
            socket.sendRaw(frames.toByteArray());

            assertTrue(sim.journal()
                    .await(JournalEntry.Auth.class, answer -> true, Duration.ofSeconds(20))
                    .accepted());
        }
    }

    private static void piece(ByteArrayOutputStream out, int first, byte[] payload) {
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
    }

    private void assertClosed(HttpConversation socket, int code) throws Exception {
        byte[] head = socket.read(4);
        assertEquals("88", HexFormat.of().formatHex(head, 0, 1));
        assertEquals(code, ((head[2] & 0xFF) << 8) | (head[3] & 0xFF));
        assertTrue(socket.rest().length() == head[1] - 2, "one close frame, and then the end of the stream");
        JournalEntry.Closed closed =
                sim.journal().await(JournalEntry.Closed.class, entry -> true, Duration.ofSeconds(20));
        assertEquals(JournalEntry.Side.SIMULATOR, closed.by());
        assertEquals(code, closed.code().orElse(0));
    }

    private HttpConversation open() throws IOException {
        HttpConversation socket = new HttpConversation(sim.port());
        socket.send(
                "GET /modrinth/v0/ws/demo HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertEquals(101, socket.head().status());
        return socket;
    }
}
