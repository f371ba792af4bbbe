package dev.archon.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event stream through the recorder: it has no end, and is passed on as it comes. */
class RecordedStreamTest {

    private static final int LIMIT_MILLIS = 20_000;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    @TempDir
    Path directory;

    private ServerSocket upstream;
    private ArchonRecorder recorder;
    private Socket client;
    private Socket server = new Socket();
    private BufferedReader received;

    @BeforeEach
    void open() throws IOException {
        upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        upstream.setSoTimeout(LIMIT_MILLIS);
        recorder = ArchonRecorder.builder(
                        URI.create("http://127.0.0.1:" + upstream.getLocalPort()), directory.resolve("session.jsonl"))
                .start();
        client = new Socket(recorder.baseUri().getHost(), recorder.baseUri().getPort());
        client.setSoTimeout(LIMIT_MILLIS);
        received = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        recorder.close();
        server.close();
        upstream.close();
    }

    @Test
    void eachEventArrivesWhenItIsSent() throws IOException {
        request("HTTP/1.1");
        send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk("data: first\n\n"));
        awaitLine("transfer-encoding: chunked");
        awaitLine("data: first");
        send(chunk("data: second\n\n"));
        awaitLine("data: second");
        send("0\r\n\r\n");
        awaitLine("0");
        assertEquals("", received.readLine());
        assertEquals(null, received.readLine(), "the stream has the connection for itself");
        recorder.close();
        assertTrue(Files.readString(directory.resolve("session.jsonl")).contains("/v1/sync"));
    }

    @Test
    void anOldClientGetsTheStreamWithoutChunks() throws IOException {
        request("HTTP/1.0");
        send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk("data: first\n\n"));
        awaitLine("");
        assertEquals("data: first", received.readLine());
    }

    @Test
    void aStreamThatIsCutOffIsCutOffForTheClient() throws IOException {
        request("HTTP/1.1");
        send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk("data: first\n\n"));
        awaitLine("data: first");
        server.close();
        for (String line = received.readLine(); line != null; line = received.readLine()) {
            assertTrue(!line.equals("0"), "the last chunk, although the stream did not end");
        }
    }

    @Test
    void aClientThatGoesEndsTheStreamOfTheServer() throws IOException {
        request("HTTP/1.1");
        send(HEAD + "\r\ndata: first\n\n");
        awaitLine("data: first");
        client.close();
        assertEquals(-1, server.getInputStream().read());
    }

    private void request(String version) throws IOException {
        String request = "GET /v1/sync?scope=server:demo " + version + "\r\nHost: localhost\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        server = upstream.accept();
        server.setSoTimeout(LIMIT_MILLIS);
        BufferedReader asked =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = asked.readLine(); !line.isEmpty(); line = asked.readLine()) {
            // Up to the end of the head.
        }
    }

    private void send(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private void awaitLine(String wanted) throws IOException {
        for (String line = received.readLine(); ; line = received.readLine()) {
            if (line == null) {
                throw new IOException("the connection ended before: " + wanted);
            }
            if (line.equalsIgnoreCase(wanted)) {
                return;
            }
        }
    }
}
