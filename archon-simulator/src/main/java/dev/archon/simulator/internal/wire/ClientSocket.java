package dev.archon.simulator.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
public final class ClientSocket {

    /** How long a peer may take to read what is left, and to close its side, before it is cut off. */
    private static final long LINGER_SECONDS = 10;

    /** Most sockets have nothing waiting most of the time. */
    private static final int FEW = 1;

    /** Below this a source that has more should send more. */
    private static final long ROOM_BYTES = 1 << 20;

    private final Channel channel;
    private final long backlogLimit;
    private final AtomicLong logLinesSent;
    private final AtomicLong backlog = new AtomicLong();
    private final Deque<Block> queue = new ArrayDeque<>(FEW);
    private final Deque<Flood.Share> floods = new ArrayDeque<>(FEW);
    private volatile Runnable whenRoom = () -> {};
    private @Nullable Runnable ending;
    private boolean ended;
    private boolean closeSent;

    /**
     * Makes the sending side.
     *
     * @param channel the WebSocket's channel, after the handshake
     * @param backlogLimit how many bytes may wait
     * @param logLinesSent counts the lines of the console that are written
     */
    public ClientSocket(Channel channel, long backlogLimit, AtomicLong logLinesSent) {
        this.channel = channel;
        this.backlogLimit = backlogLimit;
        this.logLinesSent = logLinesSent;
    }

    /**
     * Sends a block behind what was sent before.
     *
     * @param block the block
     * @return whether there was room; if not, the backlog is given up, and the socket has to be closed
     */
    public boolean send(Block block) {
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

    /** Sends log lines whenever there is nothing else to send and the peer takes more. They do not count as backlog. */
    void flood(Flood.Share share) {
        channel.closeFuture().addListener(closed -> share.end());
        onLoop(() -> {
            if (ending == null) {
                floods.add(share);
                drain();
            } else {
                share.end();
            }
        });
    }

    /**
     * Whether so little waits that a source which always has more should send more now.
     *
     * @return whether less than a mebibyte waits
     */
    public boolean hasRoom() {
        return backlog.get() < ROOM_BYTES;
    }

    /**
     * Sets what runs whenever there is {@linkplain #hasRoom room} again, instead of what was set before.
     *
     * @param action runs on the channel's event loop
     */
    public void whenRoom(Runnable action) {
        whenRoom = action;
    }

    /**
     * Sends a close frame, behind everything that was sent before.
     *
     * @param code the close code
     * @param reason the reason, at most 123 bytes in UTF-8
     */
    public void close(int code, String reason) {
        onLoop(() -> endWith(() -> sendClose(FrameEncoder.close(code, reason))));
    }

    /** Sends a close frame that has no code, behind everything that was sent before. */
    public void closeWithoutCode() {
        onLoop(() -> endWith(() -> sendClose(FrameEncoder.closeWithoutCode())));
    }

    /**
     * Sends a close frame as soon as Netty has written what it already has; the rest of the backlog is discarded.
     *
     * @param code the close code
     * @param reason the reason, at most 123 bytes in UTF-8
     */
    public void closeWithoutBacklog(int code, String reason) {
        onLoop(() -> {
            queue.clear();
            endWith(() -> sendClose(FrameEncoder.close(code, reason)));
        });
    }

    /**
     * Sends a close frame to a peer that has broken the protocol, and ends the sending side: what the peer answers can no
     * longer be read. The rest of the backlog is discarded.
     *
     * @param code the close code
     * @param reason the reason, at most 123 bytes in UTF-8
     */
    public void fail(int code, String reason) {
        onLoop(() -> {
            queue.clear();
            endWith(() -> {
                sendClose(FrameEncoder.close(code, reason));
                endSending();
            });
        });
    }

    /** Ends the stream without a close frame, behind everything that was sent before. */
    public void drop() {
        onLoop(() -> endWith(this::endSending));
    }

    /** Ends the connection with a TCP reset, at once. */
    public void reset() {
        onLoop(() -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // From the first handler's place, past TLS, which would send its own end of the connection first.
            ChannelHandlerContext first = channel.pipeline().firstContext();
            var unused = first == null ? channel.close() : first.close();
        });
    }

    /**
     * Whether a close frame has been sent, so that one of the peer is its answer. To be asked on the channel's event loop.
     *
     * @return whether a close frame has been sent
     */
    public boolean hasSentClose() {
        return closeSent;
    }

    /**
     * Whether the connection has not ended.
     *
     * @return whether the channel is active
     */
    public boolean isOpen() {
        return channel.isActive();
    }

    /**
     * Starts or stops reading what the peer sends.
     *
     * @param reads whether to read
     */
    public void setReading(boolean reads) {
        onLoop(() -> channel.config().setAutoRead(reads));
    }

    /**
     * Holds back what is written from now on, and lets some bytes through.
     *
     * @param bytes how many bytes more may go out, 0 or more
     */
    public void slowDown(int bytes) {
        onLoop(() -> SlowWriter.allow(channel, bytes));
    }

    /** Writes what was held back by {@link #slowDown}, and holds back nothing any more. */
    public void speedUp() {
        onLoop(() -> SlowWriter.release(channel));
    }

    /** Makes the connection half-open: from now on nothing is read or written, and the peer is not told. */
    public void goSilent() {
        onLoop(() -> BlackHoleHandler.install(channel));
    }

    /** Writes as much as the peer takes; called again when it takes more. */
    public void drain() {
        boolean wrote = false;
        while (channel.isWritable() && !SlowWriter.isHolding(channel)) {
            Block block = queue.poll();
            if (block != null) {
                write(block);
            } else if (!writeFlood()) {
                break;
            }
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
            long left = backlog.addAndGet(-block.size());
            if (left < ROOM_BYTES && left + block.size() >= ROOM_BYTES) {
                whenRoom.run();
            }
            if (!written.isSuccess()) {
                logLinesSent.addAndGet(-block.logLines());
            }
        });
    }

    private boolean writeFlood() {
        Flood.Share share = floods.peek();
        while (share != null && share.isEmpty()) {
            share.end();
            floods.remove();
            share = floods.peek();
        }
        if (share == null) {
            return false;
        }
        write(share);
        return true;
    }

    private void write(Flood.Share share) {
        ByteBuf frames = share.take(channel.alloc());
        int lines = share.taken();
        boolean last = share.isEmpty();
        if (last) {
            floods.remove();
        }
        logLinesSent.addAndGet(lines);
        channel.write(frames).addListener(written -> {
            if (!written.isSuccess()) {
                logLinesSent.addAndGet(-lines);
            }
            if (last) {
                share.end();
            }
        });
    }

    private void endWith(Runnable last) {
        if (ending == null) {
            ending = last;
            floods.forEach(Flood.Share::end);
            floods.clear();
            var unused = channel.eventLoop().schedule(this::cutOff, LINGER_SECONDS, TimeUnit.SECONDS);
            drain();
        }
    }

    private void sendClose(byte[] frame) {
        closeSent = true;
        var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(frame));
    }

    /** Only the sending side: closing both could cost the peer what it has not read yet. */
    private void endSending() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (channel instanceof SocketChannel socket) {
                var unused = socket.shutdownOutput();
            }
        });
    }

    private void cutOff() {
        var unused = channel.close();
    }

    private void onLoop(Runnable action) {
        channel.eventLoop().execute(action);
    }
}
