package dev.archon.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that knows every name: all of them are this machine. Speaks HTTP and SOCKS5 on one port. */
final class TestProxy implements AutoCloseable {

    private final LoopbackServer server = new LoopbackServer("test-proxy");
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String login = "";
    private volatile int connectStatus = 200;

    TestProxy() {
        server.start(this::serve);
    }

    int port() {
        return server.port();
    }

    /** What it was asked for, for example {@code "CONNECT archon.test:80"} or {@code "SOCKS5 archon.test:80"}. */
    List<String> asked() {
        return asked;
    }

    /** From now on only those with this login, {@code user:password}, are served. */
    TestProxy demand(String newLogin) {
        login = newLogin;
        return this;
    }

    /** From now on {@code CONNECT} is answered with this status. */
    TestProxy answerConnect(int status) {
        connectStatus = status;
        return this;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int first = in.readUnsignedByte();
        if (first == 5) {
            socks(in, socket.getOutputStream());
        } else {
            http(first, in, socket.getOutputStream());
        }
    }

    private void http(int first, DataInputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        while (!bytes.toString(US_ASCII).endsWith("\r\n\r\n")) {
            bytes.write(in.readUnsignedByte());
        }
        String head = bytes.toString(US_ASCII);
        String[] line = head.substring(0, head.indexOf('\r')).split(" ", -1);
        boolean connect = line[0].equals("CONNECT");
        String authority = connect ? line[1] : line[1].replaceAll("^http://([^/]+).*", "$1");
        asked.add(line[0] + " " + authority);
        String expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
        if (!login.isEmpty() && !head.contains(expected)) {
            refuse(out, 407, "Proxy-Authenticate: Basic realm=\"test\"\r\n");
        } else if (connect && connectStatus != 200) {
            refuse(out, connectStatus, "");
        } else if (connect) {
            try (Socket onward = onward(authority)) {
                out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(US_ASCII));
                pipe(in, out, onward);
            }
        } else {
            try (Socket onward = onward(authority)) {
                String own = head.replaceFirst("http://[^/]+", "").replaceAll("(?i)proxy-[^\r]*\r\n", "");
                onward.getOutputStream()
                        .write(own.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                                .getBytes(US_ASCII));
                pipe(in, out, onward);
            }
        }
    }

    private static void refuse(OutputStream out, int status, String header) throws IOException {
        out.write(("HTTP/1.1 " + status + " No\r\n" + header + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII));
    }

    private void socks(DataInputStream in, OutputStream out) throws IOException {
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int method = login.isEmpty() ? 0 : 2;
        boolean offered = false;
        for (byte each : methods) {
            offered |= each == method;
        }
        out.write(new byte[] {5, (byte) (offered ? method : 0xFF)});
        if (!offered) {
            return;
        }
        if (method == 2) {
            in.readUnsignedByte();
            String user = text(in);
            boolean right = login.equals(user + ":" + text(in));
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return;
            }
        }
        in.readNBytes(3);
        // 3 is a name, 1 an IPv4 address.
        String host = in.readUnsignedByte() == 3 ? text(in) : "address " + in.readNBytes(4).length;
        String authority = host + ":" + in.readUnsignedShort();
        asked.add("SOCKS5 " + authority);
        int reply = connectStatus == 200 ? 0 : 2;
        out.write(new byte[] {5, (byte) reply, 0, 1, 127, 0, 0, 1, 0, 0});
        if (reply == 0) {
            try (Socket onward = onward(authority)) {
                pipe(in, out, onward);
            }
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
    }

    private Socket onward(String authority) throws IOException {
        return server.connect(Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1)));
    }

    private void pipe(InputStream in, OutputStream out, Socket onward) throws IOException {
        server.threads().execute(() -> {
            try {
                copy(in, onward.getOutputStream());
                onward.shutdownOutput();
            } catch (IOException e) {
                // The other direction ends it.
                return;
            }
        });
        copy(onward.getInputStream(), out);
    }

    static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }
}
