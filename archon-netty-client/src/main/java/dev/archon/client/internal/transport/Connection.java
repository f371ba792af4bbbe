package dev.archon.client.internal.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A WebSocket, once its channel exists. Used on its event loop only. */
public final class Connection {

    /** How much may wait to be written before a command is refused. */
    private static final int MAX_UNWRITTEN = 1 << 20;

    private static final WriteBufferWaterMark UNWRITTEN = new WriteBufferWaterMark(MAX_UNWRITTEN, MAX_UNWRITTEN);

    private final Channel channel;
    private long lastRead = System.nanoTime();

    Connection(Channel channel) {
        this.channel = channel;
        channel.config().setWriteBufferWaterMark(UNWRITTEN);
    }

    /**
     * Sends a message.
     *
     * @param message the bytes of a text message
     * @return completes when they are written, fails if they cannot be
     */
    public CompletableFuture<Void> send(byte[] message) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (!channel.isWritable()) {
            written.completeExceptionally(new IllegalStateException("the server does not take what is sent to it"));
            return written;
        }
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)))
                .addListener((Future<Void> future) -> {
                    if (future.isSuccess()) {
                        written.complete(null);
                    } else {
                        written.completeExceptionally(future.cause());
                    }
                });
        return written;
    }

    /** Sends a ping. */
    public void ping() {
        channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }

    /**
     * Reads, or stops reading for now.
     *
     * @param reading whether to read
     */
    public void read(boolean reading) {
        if (reading && !isReading()) {
            // In the pause nothing could come.
            noteRead();
        }
        channel.config().setAutoRead(reading);
    }

    /**
     * Whether the connection is being read.
     *
     * @return whether it is
     */
    public boolean isReading() {
        return channel.config().isAutoRead();
    }

    /**
     * For how long the connection has been read without bytes coming in.
     *
     * @return nanoseconds since the last bytes came, or since reading went on after a pause
     */
    public long nanosSinceRead() {
        return System.nanoTime() - lastRead;
    }

    /** Notes that bytes came in. */
    void noteRead() {
        lastRead = System.nanoTime();
    }

    /**
     * Closes with a close frame. No call of the listener follows. The server has two seconds to take the frame and answer
     * it (RFC 6455, section 7.1.1), then the socket is closed.
     *
     * @param code the close code
     * @param reason the reason
     */
    public void close(int code, String reason) {
        FrameHandler frames = frames();
        if (frames != null && frames.isSilent()) {
            // It is being closed already.
            return;
        }
        try {
            silence(frames);
        } finally {
            CloseLimit.start(channel);
            if (channel.isActive()) {
                // The server's close frame cannot come in while reading is paused.
                read(true);
                channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(future -> {
                    if (!future.isSuccess()) {
                        channel.close();
                    }
                });
            } else {
                channel.close();
            }
        }
    }

    /** Closes without a close frame. No call of the listener follows. */
    public void drop() {
        try {
            silence(frames());
        } finally {
            channel.close();
            CloseLimit.start(channel);
        }
    }

    /** The pipeline of a closed channel has no handlers any more. */
    private @Nullable FrameHandler frames() {
        return channel.pipeline().get(FrameHandler.class);
    }

    private static void silence(@Nullable FrameHandler frames) {
        if (frames != null) {
            frames.silence();
        }
    }
}
