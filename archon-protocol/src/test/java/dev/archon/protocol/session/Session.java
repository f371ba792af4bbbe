package dev.archon.protocol.session;

import dev.archon.protocol.rest.Jwt;
import dev.archon.protocol.rest.WebSocketCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A session that is fed by hand. */
final class Session {

    final SessionMachine machine;
    State state = State.initial();
    Instant now = Instant.parse("2026-11-01T12:00:00Z");

    Session(SessionPolicy.Builder policy) {
        machine = new SessionMachine(policy.build());
    }

    List<Effect> feed(Input input) {
        Transition transition = machine.next(state, input, now, 0.5);
        state = transition.state();
        return transition.effects();
    }

    /** From the start until the first token has been sent; the token call is 1, the connection 2. */
    void open(String token) {
        feed(new Input.Connect());
        feed(new Input.TokenFetched(1, credentials(token)));
        feed(new Input.Opened(2));
    }

    /** From the start until events flow on connection 2. */
    void connect() {
        open("a");
        feed(new Input.AuthOk(2));
    }

    /** From the token call until the token has been refused and the next token call is under way. */
    void refuse(String token) {
        long fetch = state.history().lastId();
        feed(new Input.TokenFetched(fetch, credentials(token)));
        feed(new Input.Opened(fetch + 1));
        feed(new Input.AuthIncorrect(fetch + 1));
        feed(new Input.TimerFired(Timer.BACKOFF));
    }

    /** From the end of the backoff until events flow again. */
    void reconnect() {
        feed(new Input.TimerFired(Timer.BACKOFF));
        long fetch = state.history().lastId();
        feed(new Input.TokenFetched(fetch, credentials("t" + fetch)));
        feed(new Input.Opened(fetch + 1));
        feed(new Input.AuthOk(fetch + 1));
    }

    static WebSocketCredentials credentials(String token) {
        return new WebSocketCredentials("wss://node.example/ws", new Jwt(token));
    }

    static String jwt(Instant expiry) {
        String payload = "{\"exp\":" + expiry.getEpochSecond() + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".";
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
