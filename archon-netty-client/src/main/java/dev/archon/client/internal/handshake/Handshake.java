package dev.archon.client.internal.handshake;

import dev.archon.client.internal.net.Route;
import dev.archon.client.internal.rest.RetryAfter;
import dev.archon.protocol.session.Failure;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One opening handshake: its request, and what the server's bytes decide.
 *
 * <p>Interim answers before the 101 are skipped. A refusal is decided by its head, so that its body is never waited for,
 * and by its status alone if the head is too long or does not end. What belongs to a 101 is checked as RFC 6455, section
 * 4.1, demands. No message quotes what the server sent.
 */
public final class Handshake {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LAST_STATUS = 599;

    private final HandshakeRequest request;
    private final Route route;
    private final InstantSource clock;
    private final ResponseReader reader = new ResponseReader();

    /**
     * Prepares a handshake.
     *
     * @param request what is asked for
     * @param route the way to the server
     * @param clock the time with which a date in {@code Retry-After} is compared
     */
    public Handshake(HandshakeRequest request, Route route, InstantSource clock) {
        this.request = request;
        this.route = route;
        this.clock = clock;
    }

    /** What is decided by the bytes so far. */
    public sealed interface Outcome {}

    /** More bytes are needed. */
    public enum Pending implements Outcome {
        /** The only one. */
        MORE
    }

    /**
     * The WebSocket is open. What follows are frames.
     *
     * @param compressed whether {@code permessage-deflate} was agreed on
     */
    public record Open(boolean compressed) implements Outcome {}

    /**
     * The WebSocket cannot be opened. What follows has no meaning.
     *
     * @param failure why
     */
    public record Refused(Failure failure) implements Outcome {}

    /**
     * Returns the request.
     *
     * @return its bytes
     */
    public byte[] request() {
        return request.bytes();
    }

    /**
     * Takes the next byte of the server's. Not called again after an outcome other than {@link Pending}.
     *
     * @param next the byte
     * @return what is decided
     */
    public Outcome read(byte next) {
        return switch (reader.read(next)) {
            case MORE -> Pending.MORE;
            case NO_HTTP ->
                refused("answered the WebSocket handshake with what is no HTTP/1.1; check scheme and port of the"
                        + " URL");
            case TLS -> refused("speaks TLS there; check whether the URL must begin with wss://");
            case TOO_LONG ->
                refusal()
                        .<Outcome>map(Refused::new)
                        .orElseGet(() -> refused(
                                "answered the WebSocket handshake with more than " + (ResponseReader.MAX_HEAD >> 10)
                                        + " KiB of headers; check the URL and what stands before the server"));
            case HEAD -> head();
        };
    }

    /**
     * Returns what the server has refused with, as far as it is known.
     *
     * @return the refusal, once the status is there; empty before, and if the handshake was not refused by a status
     */
    public Optional<Failure> refusal() {
        int status = reader.status();
        if (status == ResponseReader.NO_STATUS || isInterim(status) || status == SWITCHING_PROTOCOLS) {
            return Optional.empty();
        }
        boolean known = status >= 100 && status <= LAST_STATUS;
        return Optional.of(Failure.ofStatus(
                status,
                reader.first("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant())),
                route.target() + " refused the WebSocket handshake with status " + status
                        + (known ? "" : ", which HTTP does not have; check the URL")));
    }

    private static boolean isInterim(int status) {
        return status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
    }

    private Outcome head() {
        if (isInterim(reader.status())) {
            // The answer to the request is still to come (RFC 9110, section 15.2).
            reader.next();
            return Pending.MORE;
        }
        return refusal().<Outcome>map(Refused::new).orElseGet(this::switched);
    }

    private Outcome switched() {
        try {
            return new Open(SwitchingProtocols.check(reader, request));
        } catch (HandshakeViolationException e) {
            return refused("answered the WebSocket handshake with status 101, but " + e.getMessage()
                    + "; check the URL and what stands before the server");
        }
    }

    private Refused refused(String what) {
        return new Refused(Failure.of(route.target() + " " + what));
    }
}
