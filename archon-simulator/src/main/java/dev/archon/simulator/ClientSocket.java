package dev.archon.simulator;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one WebSocket, with a bounded backlog.
 *
 * <p>A server hands over blocks faster than a peer may read them. They wait here, counted in bytes, and reach Netty only
 * as fast as the peer takes them; so a socket that has to be closed for not reading can still be told so, behind what
 * Netty already has, instead of behind the whole backlog.
 *
 * <p>May be called from any thread; the queue itself belongs to the channel's event loop.
 */
final class ClientSocket {

    /** How long a peer may take to read what is left, and to close its side, before it is cut off. */
    private static final long LINGER_SECONDS = 10;

    private final Channel channel;
    private final long backlogLimit;
    private final AtomicLong logLinesSent;
    private final AtomicLong backlog = new AtomicLong();
    private final Deque<Block> queue = new ArrayDeque<>();
    private @Nullable Runnable ending;
    private boolean ended;
    private boolean closeSent;

    /**
     * Makes the sending side.
     *
     * @param channel the WebSocket's channel, after the handshake
     * @param backlogLimit how many bytes may wait
     * @param logLinesSent counts the log frames that are written
     */
    ClientSocket(Channel channel, long backlogLimit, AtomicLong logLinesSent) {
        this.channel = channel;
        this.backlogLimit = backlogLimit;
        this.logLinesSent = logLinesSent;
    }

    /**
     * Sends a block behind what was sent before.
     *
     * @return whether there was room; if not, the backlog is given up, and the socket has to be closed
     */
    boolean send(Block block) {
        if (backlog.addAndGet(block.size()) > backlogLimit) {
            return false;
        }
        onLoop(() -> {
            if (ending == null) {
                queue.add(block);
                drain();
            }
        });
        return true;
    }

    /** Sends a close frame, behind everything that was sent before. */
    void close(int code, String reason) {
        onLoop(() -> endWith(() -> sendClose(code, reason)));
    }

    /** Sends a close frame as soon as Netty has written what it already has; the rest of the backlog is given up. */
    void closeWithoutBacklog(int code, String reason) {
        onLoop(() -> {
            queue.clear();
            endWith(() -> sendClose(code, reason));
        });
    }

    /** Ends the stream without a close frame, behind everything that was sent before. */
    void drop() {
        onLoop(() -> endWith(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            // Only the sending side: closing both could cost the peer what it has not read yet.
            if (channel instanceof SocketChannel socket) {
                var unused = socket.shutdownOutput();
            }
        })));
    }

    /** Ends the connection with a TCP reset, at once. */
    void reset() {
        onLoop(() -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            cutOff();
        });
    }

    /** Whether a close frame has been sent, so that one of the peer is its answer. To be asked on the channel's event loop. */
    boolean hasSentClose() {
        return closeSent;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Does something with the channel itself, on its event loop. */
    void onChannel(Consumer<Channel> action) {
        onLoop(() -> action.accept(channel));
    }

    /** Writes as much as the peer takes; called again when it takes more. */
    void drain() {
        boolean wrote = false;
        while (channel.isWritable()) {
            Block block = queue.poll();
            if (block == null) {
                break;
            }
            write(block);
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
        Runnable last = ending;
        if (last != null && queue.isEmpty() && !ended) {
            ended = true;
            last.run();
        }
    }

    private void write(Block block) {
        // Counted before the peer can see it, so that nobody has ever received more than was counted.
        logLinesSent.addAndGet(block.logLines());
        channel.write(block.buffer()).addListener(written -> {
            backlog.addAndGet(-block.size());
            if (!written.isSuccess()) {
                logLinesSent.addAndGet(-block.logLines());
            }
        });
    }

    private void endWith(Runnable last) {
        if (ending == null) {
            ending = last;
            var unused = channel.eventLoop().schedule(this::cutOff, LINGER_SECONDS, TimeUnit.SECONDS);
            drain();
        }
    }

    private void sendClose(int code, String reason) {
        closeSent = true;
        var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(Frames.close(code, reason)));
    }

    private void cutOff() {
        var unused = channel.close();
    }

    private void onLoop(Runnable action) {
        channel.eventLoop().execute(action);
    }
}
