package dev.archon.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.archon.simulator.ArchonSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** TLS before a simulator: REST on one port, WebSockets on another, both under the name {@code localhost}. */
final class TlsFront implements AutoCloseable {

    private final HttpClient onward = HttpClient.newHttpClient();
    private final ArchonSimulator simulator;
    private final HttpsServer rest;
    private final LoopbackServer webSocket;
    private volatile boolean clearText;

    TlsFront(ArchonSimulator simulator, SSLContext context, boolean wantsClientCertificate) {
        this.simulator = simulator;
        try {
            rest = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        webSocket = new LoopbackServer("tls-front", (port, backlog, address) -> {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(wantsClientCertificate);
            return socket;
        });
        rest.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters own = context.getDefaultSSLParameters();
                own.setNeedClientAuth(wantsClientCertificate);
                parameters.setSSLParameters(own);
            }
        });
        rest.setExecutor(webSocket.threads());
        rest.createContext("/", this::forward);
        rest.start();
        webSocket.start(this::serve);
    }

    URI baseUri() {
        return URI.create("https://localhost:" + rest.getAddress().getPort());
    }

    String webSocketAuthority() {
        return "localhost:" + webSocket.port();
    }

    /** From now on the WebSocket's address is the simulator's own, {@code ws://}. */
    void answerInClear() {
        clearText = true;
    }

    /** A token call's answer with the address of this front. */
    String credentials(String path, String authorization) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(simulator.baseUri().resolve(path))
                    .header("Authorization", authorization)
                    .build();
            String answer =
                    onward.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return clearText
                    ? answer
                    : answer.replace("ws://127.0.0.1:" + simulator.port(), "wss://" + webSocketAuthority());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        rest.stop(0);
        webSocket.close();
    }

    private void forward(HttpExchange exchange) throws IOException {
        byte[] body = credentials(
                        exchange.getRequestURI().getRawPath(),
                        exchange.getRequestHeaders().getFirst("Authorization"))
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void serve(Socket socket) throws IOException {
        try (Socket inner = webSocket.connect(simulator.port())) {
            webSocket.threads().execute(() -> {
                try {
                    TestProxy.copy(inner.getInputStream(), socket.getOutputStream());
                } catch (IOException e) {
                    // The other direction ends it.
                    return;
                }
            });
            TestProxy.copy(socket.getInputStream(), inner.getOutputStream());
        }
    }
}
