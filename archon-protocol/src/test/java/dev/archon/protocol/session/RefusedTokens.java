package dev.archon.protocol.session;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.archon.protocol.rest.Jwt;
import java.util.ArrayList;
import java.util.List;

/** Which tokens a server has refused, as it sees it: it answers in the order in which it was asked. */
final class RefusedTokens {

    private static final int REMEMBERED = 16;

    private final List<Jwt> refused = new ArrayList<>();
    private final List<Jwt> unanswered = new ArrayList<>();
    private Jwt last = new Jwt("none");

    void hears(Moment moment) {
        if (moment.before() instanceof State.Authenticating || moment.before() instanceof State.Connected) {
            if (moment.isFrame(Input.AuthOk.class) && !unanswered.isEmpty()) {
                unanswered.remove(0);
            } else if (moment.isFrame(Input.AuthIncorrect.class)) {
                (unanswered.isEmpty() ? List.of(last) : unanswered).forEach(this::refuses);
            }
        }
        if (Moment.openOf(moment.before()) != Moment.openOf(moment.after())) {
            unanswered.clear();
        }
        moment.effect(Effect.SendAuth.class).ifPresent(auth -> {
            last = auth.token();
            unanswered.add(last);
            limit(unanswered);
        });
    }

    void checks(Jwt token) {
        assertFalse(refused.contains(token), "a refused token");
    }

    List<Jwt> remembered() {
        return refused;
    }

    private void refuses(Jwt token) {
        if (!refused.contains(token)) {
            refused.add(token);
            limit(refused);
        }
    }

    private static void limit(List<Jwt> tokens) {
        if (tokens.size() > REMEMBERED) {
            tokens.remove(0);
        }
    }
}
