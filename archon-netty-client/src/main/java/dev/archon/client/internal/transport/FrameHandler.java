package dev.archon.client.internal.transport;

import dev.archon.client.internal.frame.FrameReader;
import dev.archon.client.internal.frame.FrameSink;
import dev.archon.client.internal.frame.MessageRules;
import dev.archon.client.internal.net.NetworkError;
import dev.archon.protocol.scan.Utf8;
import dev.archon.protocol.session.Failure;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into events, and reports the end of the connection. After the handshake a {@link FrameReader} decodes the
 * bytes, compressed or not, and calls this as a {@link FrameSink}.
 */
final class FrameHandler extends ChannelInboundHandlerAdapter implements FrameSink {

    private final ConnectionListener listener;
    private final Consumer<String> badMessages;
    private final MessageRules rules;
    private final ReadBatch incoming;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Connection connection;
    private Phase phase = Phase.HANDSHAKE;

    /** What the listener may still be told. */
    private enum Phase {
        /** That the connection is open, or that it could not be opened. */
        HANDSHAKE,

        /** Events, and the end of the connection. */
        OPEN,

        /** Nothing any more, because the connection has ended or is being closed. */
        SILENT
    }

    FrameHandler(ConnectionListener listener, Consumer<String> badMessages, MessageRules rules) {
        this.listener = listener;
        this.badMessages = badMessages;
        this.rules = rules;
        this.incoming = new ReadBatch(listener, badMessages);
    }

    /** Sets the connection that the listener receives. To be called before anything happens on the channel. */
    void connection(Connection made) {
        connection = made;
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "connection");
    }

    /** Tells the listener what was read before, and nothing after that. */
    void silence() {
        try {
            flush();
        } finally {
            phase = Phase.SILENT;
        }
    }

    /** Whether the listener is told nothing any more, because the connection has ended or is being closed. */
    boolean isSilent() {
        return phase == Phase.SILENT;
    }

    /** Makes the reader that calls this after the handshake. To be called by the event loop. */
    FrameReader reader(boolean compressed) {
        return compressed ? FrameReader.inflating(this, rules) : FrameReader.plain(this, rules);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            if (!isSilent()) {
                phase = Phase.OPEN;
                listener.opened(connection());
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void startOfRead(byte[] window) {
        // Not when a message is complete, so that a long one counts while it arrives.
        connection().noteRead();
        incoming.reading(window);
    }

    @Override
    public boolean text(byte[] bytes, int offset, int length) {
        return isSilent()
                ? Utf8.firstMalformed(bytes, offset, offset + length) < 0
                : incoming.message(bytes, offset, length);
    }

    @Override
    public void binary(int length) {
        if (!isSilent()) {
            badMessages.accept("a binary message, which Archon does not send");
        }
    }

    @Override
    public void skipped(String problem) {
        if (!isSilent()) {
            incoming.lost(problem);
        }
    }

    @Override
    public void ping(byte[] bytes, int offset, int length) {
        // A server that pings and does not read shall not fill the memory. Its next ping is answered, and one answer
        // is enough for several (RFC 6455, section 5.5.3).
        if (!context().channel().isWritable()) {
            return;
        }
        context().writeAndFlush(new PongWebSocketFrame(Unpooled.copiedBuffer(bytes, offset, length)));
    }

    @Override
    public void pong(int length) {
        // A pong only shows that something was read, which is noted before.
    }

    @Override
    public void endOfRead() {
        incoming.relay();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        flush();
        switch (fallSilent()) {
            case HANDSHAKE ->
                listener.failed(Failure.of("the server ended the connection before the handshake was done"));
            case OPEN -> listener.closed(OptionalInt.empty(), "the server went away");
            case SILENT -> {
                // The listener knows already.
            }
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            // The close code says what the server has violated (RFC 6455, section 7.4.1).
            context.writeAndFlush(new CloseWebSocketFrame(corrupted.closeStatus()));
        }
        try {
            flush();
        } catch (Throwable worse) {
            if (worse != cause) {
                cause.addSuppressed(worse);
            }
        }
        try {
            switch (fallSilent()) {
                case HANDSHAKE -> listener.failed(Connector.failure(cause));
                case OPEN -> tellBroken(cause);
                case SILENT -> {
                    // The listener knows already.
                }
            }
        } finally {
            context.close();
            CloseLimit.start(context.channel());
        }
    }

    private void tellBroken(Throwable cause) {
        try {
            if (!NetworkError.isOfTheNetwork(cause)) {
                listener.thrown("what came in could not be processed", cause);
            }
        } finally {
            listener.closed(OptionalInt.empty(), Connector.describe(cause));
        }
    }

    @Override
    public void close(int code, String reason) {
        flush();
        if (fallSilent() == Phase.SILENT) {
            context().close();
            return;
        }
        CloseLimit.start(context().channel());
        context()
                .writeAndFlush(code == NO_STATUS ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
                .addListener(ChannelFutureListener.CLOSE);
        listener.closed(OptionalInt.of(code), reason.replaceAll("\\p{Cntrl}", " "));
    }

    private void flush() {
        if (!isSilent()) {
            incoming.flush();
        }
    }

    /** Lets the listener be told nothing after this, and returns the phase until now. */
    private Phase fallSilent() {
        Phase before = phase;
        phase = Phase.SILENT;
        return before;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not in a pipeline");
    }
}
