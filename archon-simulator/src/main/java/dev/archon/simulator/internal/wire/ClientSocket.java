package dev.archon.simulator.internal.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one WebSocket: a bounded backlog, the ways in which a connection ends, and the faults that it can
 * have.
 *
 * <p>May be called from any thread, except for the methods that name the channel's event loop.
 */
public final class ClientSocket {

    /** How long a peer may take to read what is left, and to close its side, before it is cut off. */
    private static final long LINGER_SECONDS = 10;

    /** How many times more a peer is given that time because of the conditions on the line: ten minutes in all. */
    private static final int MOST_EXTENSIONS = 59;

    private final Channel channel;
    private final SendQueue queue;
    private final LinkTime time;
    private final Random random;
    private boolean closeSent;
    private int extensions;
    private @Nullable LinkWriter link;

    /**
     * Makes the sending side.
     *
     * @param channel the WebSocket's channel, after the handshake
     * @param backlogLimit how many bytes may wait
     * @param logLinesSent counts the lines of the console that are written
     * @param time the time that frames travel in
     * @param random where the delays of frames are drawn from
     */
    public ClientSocket(Channel channel, long backlogLimit, AtomicLong logLinesSent, LinkTime time, Random random) {
        this.channel = channel;
        this.time = time;
        this.random = random;
        this.queue = new SendQueue(channel, backlogLimit, logLinesSent);
    }

    /**
     * Sends a block behind what was sent before. To be called on the server's loop.
     *
     * @param block the block
     * @return whether there was room; if not, the block is discarded, and the socket has to be closed
     */
    public boolean send(Block block) {
        return queue.add(block, time.turn());
    }

    /**
     * Sends blocks behind what was sent before. To be called on the server's loop.
     *
     * @param blocks the blocks
     * @return whether there was room for all; if not, the rest is discarded, and the socket has to be closed
     */
    public boolean send(List<Block> blocks) {
        return queue.add(blocks, time.turn());
    }

    /** Sends log lines whenever there is nothing else to send and the peer takes more. They do not count as backlog. */
    void flood(Flood.Share share) {
        queue.add(share);
    }

    /**
     * Whether so little waits that a source which always has more should send more now.
     *
     * @return whether less than a mebibyte waits
     */
    public boolean hasRoom() {
        return queue.hasRoom();
    }

    /**
     * Sets what runs whenever there is {@linkplain #hasRoom room} again, instead of what was set before.
     *
     * @param action runs on the channel's event loop
     */
    public void whenRoom(Runnable action) {
        queue.whenRoom(action);
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
            queue.discard();
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
            queue.discard();
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

    /**
     * Changes the conditions on the line to the peer, also for what is on its way. To be called on the server's loop.
     *
     * @param conditions the conditions from now on
     */
    public void conditions(LinkConditions conditions) {
        Instant now = time.turn();
        onLoop(() -> {
            if (link == null && channel.isActive()) {
                link = new LinkWriter(new Link<>(random), time, queue::drain);
                link.install(channel);
                queue.sendAlong(link);
            }
            if (link != null) {
                link.set(channel, conditions, now);
            }
        });
    }

    /** Makes the connection half-open: from now on nothing is read or written, and the peer is not notified. */
    public void goSilent() {
        onLoop(() -> BlackHoleHandler.install(channel));
    }

    /** Writes as much as the peer takes. To be called on the channel's event loop when the channel becomes writable. */
    public void drain() {
        queue.drain();
    }

    private void endWith(Runnable last) {
        if (queue.finish(last)) {
            lingerThenCutOff();
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

    private void lingerThenCutOff() {
        var unused = channel.eventLoop().schedule(this::cutOff, LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void cutOff() {
        LinkWriter line = link;
        if (line != null && line.isCarrying() && extensions < MOST_EXTENSIONS) {
            // The end is still on its way to the peer.
            extensions++;
            lingerThenCutOff();
        } else {
            var unused = channel.close();
        }
    }

    private void onLoop(Runnable action) {
        channel.eventLoop().execute(action);
    }
}
