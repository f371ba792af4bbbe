package dev.archon.simulator.internal.server;

import dev.archon.simulator.game.VirtualScheduler;
import dev.archon.simulator.internal.wire.ClientSocket;
import dev.archon.simulator.internal.wire.Link;
import dev.archon.simulator.internal.wire.LinkConditions;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * Holds back what a client has sent until it would have arrived. While too much is on its way, nothing more is read, so that the
 * client notices. Belongs to the server's loop.
 */
final class ReceivingLink {

    private static final long WINDOW_BYTES = 64 << 10;

    private final VirtualScheduler agenda;
    private final ClientSocket socket;
    private final Link<Runnable> link;
    private Optional<VirtualScheduler.Task> alarm = Optional.empty();
    private boolean stalled;
    private boolean reads = true;

    ReceivingLink(VirtualScheduler agenda, ClientSocket socket, Random random) {
        this.agenda = agenda;
        this.socket = socket;
        this.link = new Link<>(random);
    }

    /**
     * Takes what the socket has read.
     *
     * @param bytes its size on the line
     * @param effect runs when it has arrived, at once if the line is as it should be
     */
    void receive(int bytes, Runnable effect) {
        if (link.isIdle()) {
            effect.run();
            return;
        }
        boolean wasEmpty = link.isEmpty();
        link.add(effect, bytes, agenda.now());
        if (wasEmpty) {
            arrive();
        } else {
            readIfThereIsRoom();
        }
    }

    /** Changes the conditions, also of what is on its way. */
    void conditions(LinkConditions conditions) {
        link.set(conditions, agenda.now());
        arrive();
    }

    /** Stops reading whatever the conditions are, or no longer does. */
    void stall(boolean stalls) {
        stalled = stalls;
        readIfThereIsRoom();
    }

    private void arrive() {
        alarm.ifPresent(VirtualScheduler.Task::cancel);
        Instant now = agenda.now();
        for (Runnable next = link.poll(now); next != null; next = link.poll(now)) {
            next.run();
        }
        alarm = link.nextArrival().map(due -> agenda.at(due, this::arrive));
        readIfThereIsRoom();
    }

    private void readIfThereIsRoom() {
        boolean shouldRead = !stalled && link.bytes() < WINDOW_BYTES;
        if (shouldRead != reads) {
            reads = shouldRead;
            socket.setReading(shouldRead);
        }
    }
}
