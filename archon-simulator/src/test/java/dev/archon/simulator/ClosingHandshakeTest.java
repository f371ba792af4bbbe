package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.simulator.junit.InjectSimulator;
import dev.archon.simulator.junit.SimulatedArchon;
import dev.archon.simulator.scenario.Traffic;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a WebSocket, byte for byte: each side sends one close frame (RFC 6455, section 5.5.1). */
@SimulatedArchon(traffic = Traffic.SILENT)
class ClosingHandshakeTest {

    private static final byte[] MASKED_CLOSE_1000 = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8};
    private static final byte[] CLOSE_1000 = {(byte) 0x88, 0x02, 0x03, (byte) 0xE8};

    @InjectSimulator
    @SuppressWarnings("NullAway.Init")
    private ArchonSimulator sim;

    @Test
    void theAnswerToACloseFrameIsNotAnsweredAgain() throws IOException {
        try (Socket socket = open()) {
            sim.server("demo").close(1000, "");
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertArrayEquals(CLOSE_1000, in.readNBytes(CLOSE_1000.length));
            socket.getOutputStream().write(MASKED_CLOSE_1000);
            assertEquals(-1, in.read());
        }
    }

    @Test
    void aCloseFrameIsAnsweredWithItsCode() throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(MASKED_CLOSE_1000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertArrayEquals(CLOSE_1000, in.readNBytes(CLOSE_1000.length));
            assertEquals(-1, in.read());
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sim.port());
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        List<String> request = List.of(
                "GET /modrinth/v0/ws/demo HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "",
                "");
        socket.getOutputStream().write(String.join("\r\n", request).getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertEquals("HTTP/1.1 101", head.substring(0, 12));
        return socket;
    }
}
