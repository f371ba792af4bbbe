package dev.archon.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts every token and then says nothing more: no event, no pong, no close frame. */
final class SilentArchon implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    SilentArchon() throws IOException {
        Thread acceptor = new Thread(this::accept, "silent-archon");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread one = new Thread(() -> serve(socket), "silent-archon-socket");
                one.setDaemon(true);
                one.start();
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean handshake = line.startsWith("GET /socket");
                String key = "";
                while (!line.isEmpty()) {
                    if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                        key = line.substring(18).strip();
                    }
                    line = in.readLine();
                }
                if (handshake) {
                    out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
                    byte[] authOk = "{\"event\":\"auth-ok\"}".getBytes(UTF_8);
                    out.write(0x81);
                    out.write(authOk.length);
                    out.write(authOk);
                    connections.incrementAndGet();
                    return;
                }
                String body = "{\"url\":\"ws://127.0.0.1:" + listener.getLocalPort() + "/socket\",\"token\":\"t"
                        + connections.get() + "\"}";
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(ISO_8859_1));
            }
        } catch (IOException | GeneralSecurityException e) {
            // The client has gone, which is what the tests wait for.
            return;
        }
    }

    private static String accepted(String key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
        return Base64.getEncoder().encodeToString(hash);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
