package dev.archon.simulator.conformance;

import dev.archon.simulator.conformance.Seen.Message.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was observed during one case, in chronological order. A value.
 *
 * @param seen everything that was seen
 * @param end when the case was over; what the kit does to end the client is not in the journal
 */
public record CaseJournal(List<Seen> seen, Duration end) {

    private static final String AUTH_OK = "\"auth-ok\"";
    private static final String AUTH_INCORRECT = "\"auth-incorrect\"";

    /** Copies the list. */
    public CaseJournal {
        seen = List.copyOf(seen);
    }

    <T extends Seen> List<T> all(Class<T> kind) {
        return all(kind, one -> true);
    }

    <T extends Seen> List<T> all(Class<T> kind, Predicate<? super T> fits) {
        return seen.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .toList();
    }

    /** What was seen after a time, up to the end. */
    CaseJournal after(Duration time) {
        return new CaseJournal(
                seen.stream().filter(one -> one.at().compareTo(time) > 0).toList(), end);
    }

    List<Seen.Request> tokenCalls() {
        return all(Seen.Request.class, Seen.Request::isTokenCall);
    }

    List<Seen.Request> upgrades() {
        return all(Seen.Request.class, Seen.Request::isUpgrade);
    }

    List<Seen.Message> auths() {
        return all(Seen.Message.class, message -> message.kind() == Kind.AUTH);
    }

    List<Seen.Message> commands() {
        return all(Seen.Message.class, message -> message.kind() == Kind.COMMAND);
    }

    List<Seen.Frame> frames(Peer by, int opcode) {
        return all(Seen.Frame.class, frame -> frame.by() == by && frame.is(opcode));
    }

    /** The answers to good tokens. */
    List<Seen.Frame> accepted() {
        return all(Seen.Frame.class, frame -> isEvent(frame, AUTH_OK));
    }

    /** The answers to bad tokens. */
    List<Seen.Frame> refused() {
        return all(Seen.Frame.class, frame -> isEvent(frame, AUTH_INCORRECT));
    }

    private static boolean isEvent(Seen.Frame frame, String name) {
        return frame.by() == Peer.SERVER
                && frame.is(FrameHeader.TEXT)
                && frame.content().contains(name)
                && frame.content().length() < 100;
    }

    /** When the kit first did what the label says. */
    Optional<Duration> when(String label) {
        return all(Seen.Done.class, done -> done.label().equals(label)).stream()
                .map(Seen::at)
                .findFirst();
    }

    /** When a token came from the server. */
    Optional<Duration> issuedAt(int token) {
        return all(Seen.Response.class, response -> response.issued() == token && token > 0).stream()
                .map(Seen::at)
                .findFirst();
    }

    /** The connections that became WebSockets, in the order of their handshakes. */
    List<Socket> sockets() {
        List<Socket> sockets = new ArrayList<>();
        for (Seen.Response response : all(Seen.Response.class, answer -> answer.status() == 101)) {
            List<Seen> own = seen.stream()
                    .filter(one -> connectionOf(one) == response.connection())
                    .toList();
            sockets.add(new Socket(response.connection(), response.at(), new CaseJournal(own, end)));
        }
        return sockets;
    }

    private static int connectionOf(Seen one) {
        if (one instanceof Seen.Frame frame) {
            return frame.connection();
        }
        if (one instanceof Seen.Message message) {
            return message.connection();
        }
        if (one instanceof Seen.Ended ended) {
            return ended.connection();
        }
        return 0;
    }

    /**
     * One WebSocket.
     *
     * @param connection the number of its connection
     * @param opened when its handshake was answered
     * @param journal what was seen on it
     */
    record Socket(int connection, Duration opened, CaseJournal journal) {

        boolean isAccepted() {
            return !journal.accepted().isEmpty();
        }

        Optional<Duration> ended() {
            return journal.all(Seen.Ended.class).stream().map(Seen::at).findFirst();
        }

        /** When it ended, or its closing began. */
        Optional<Duration> over() {
            Optional<Duration> closing = journal.all(Seen.Frame.class, frame -> frame.is(FrameHeader.CLOSE)).stream()
                    .map(Seen::at)
                    .findFirst();
            return closing.isPresent() ? closing : ended();
        }
    }
}
