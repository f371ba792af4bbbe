package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.CountingUnit;
import dev.archon.benchmarks.workload.FrameBlock;
import dev.archon.benchmarks.workload.FrameWriter;
import dev.archon.benchmarks.workload.RunRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A blocking socket without a client, which shows what the machine can do. */
final class PlainSocket implements ContenderClient {

    private static final int READ_BYTES = 512 << 10;
    private static final int SIXTEEN_BITS_FOLLOW = 126;
    private static final int SIXTY_FOUR_BITS_FOLLOW = 127;
    private static final int CLOSE = 0x88;

    private final boolean makesStrings;

    private PlainSocket(boolean makesStrings) {
        this.makesStrings = makesStrings;
    }

    /** Discards the bytes, and derives the number of events from their number. */
    static PlainSocket discarding() {
        return new PlainSocket(false);
    }

    /** Walks from frame to frame and makes one String of each, without looking at what is in it. */
    static PlainSocket makingStrings() {
        return new PlainSocket(true);
    }

    @Override
    public @Nullable CountingUnit unit(RunRequest request) {
        return makesStrings ? CountingUnit.PAYLOAD : null;
    }

    @Override
    public CompletableFuture<Void> connect(Endpoint endpoint, EventCounter counter) throws IOException {
        Endpoint.Credentials credentials = endpoint.credentials();
        Socket socket = open(endpoint, credentials.uri());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream()
                .write(("GET " + credentials.uri().getPath() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        skipHead(in);
        socket.getOutputStream().write(masked(credentials.auth()));
        // The server's auth-ok, a short frame.
        in.readUnsignedByte();
        in.skipNBytes(in.readUnsignedByte());
        // Made before the first byte is received, so that it is not part of what is measured.
        FrameBlock block = FrameBlock.of(endpoint.request().workload().events());

        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (socket) {
                        if (makesStrings) {
                            walk(in, counter);
                        } else {
                            discard(in, counter, block);
                        }
                        ended.complete(null);
                    } catch (IOException e) {
                        ended.completeExceptionally(e);
                    }
                },
                "plain-socket");
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private static Socket open(Endpoint endpoint, URI uri) throws IOException {
        return endpoint.tls()
                ? endpoint.trust().context().getSocketFactory().createSocket(uri.getHost(), uri.getPort())
                : new Socket(uri.getHost(), uri.getPort());
    }

    private static void discard(InputStream in, EventCounter counter, FrameBlock block) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        long bytes = 0;
        long told = 0;
        double eventsAByte = (double) block.sum(CountingUnit.PAYLOAD).events() / block.size();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
            long events = (long) (bytes * eventsAByte);
            counter.unseen(events - told);
            told = events;
        }
        bytes -= FrameWriter.close().length;
        if (bytes % block.size() != 0) {
            throw new IOException(bytes + " bytes are not a whole number of blocks of " + block.size() + " bytes");
        }
        counter.unseen(bytes / block.size() * block.sum(CountingUnit.PAYLOAD).events() - told);
    }

    private static void walk(InputStream in, EventCounter counter) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        int end = 0;
        while (true) {
            int n = in.read(buffer, end, buffer.length - end);
            if (n < 0) {
                throw new IOException("the sender went away without a close frame");
            }
            end += n;
            int at = 0;
            while (end - at >= 2) {
                int length = buffer[at + 1];
                int header = 2;
                if (length == SIXTEEN_BITS_FOLLOW) {
                    header = 4;
                    if (end - at < header) {
                        break;
                    }
                    length = ((buffer[at + 2] & 0xFF) << Byte.SIZE) | (buffer[at + 3] & 0xFF);
                } else if (length == SIXTY_FOUR_BITS_FOLLOW) {
                    throw new IOException("a frame of more than 64 KiB, which no workload has");
                }
                if (end - at < header + length) {
                    break;
                }
                if ((buffer[at] & 0xFF) == CLOSE) {
                    return;
                }
                String message = new String(buffer, at + header, length, StandardCharsets.ISO_8859_1);
                counter.event(message.length());
                at += header + length;
            }
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
        }
    }

    private static void skipHead(DataInputStream in) throws IOException {
        int seen = 0;
        while (seen != 0x0D0A0D0A) {
            seen = (seen << Byte.SIZE) | in.readUnsignedByte();
        }
    }

    /** A frame masked with zeros, since no proxy is in between that a mask would protect. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + payload.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | SIXTEEN_BITS_FOLLOW))
                .putShort((short) payload.length)
                .putInt(0)
                .put(payload)
                .array();
    }
}
