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
    private int overdue;
    private Jwt last = new Jwt("none");

    void hears(Moment moment) {
        if (moment.isNewBeginning()) {
            refused.clear();
        }
        if (moment.before() instanceof State.Authenticating || moment.before() instanceof State.Connected) {
            if (moment.isFrame(Input.AuthOk.class) && !unanswered.isEmpty()) {
                // Of those that were not answered in time no answer is expected any more.
                unanswered.subList(0, Math.min(overdue + 1, unanswered.size())).clear();
                overdue = 0;
            } else if (moment.fires(Timer.AUTH_TIMEOUT)) {
                overdue = unanswered.size();
            } else if (moment.isFrame(Input.AuthNotSent.class)) {
                int index = unanswered.lastIndexOf(((Input.AuthNotSent) moment.input()).token());
                if (index >= 0) {
                    unanswered.remove(index);
                    overdue -= index < overdue ? 1 : 0;
                }
            } else if (moment.isFrame(Input.AuthIncorrect.class)) {
                (unanswered.isEmpty() ? List.of(last) : unanswered).forEach(this::refuses);
            }
        }
        if (Moment.openOf(moment.before()) != Moment.openOf(moment.after())) {
            unanswered.clear();
            overdue = 0;
        }
        moment.effect(Effect.SendAuth.class).ifPresent(auth -> {
            last = auth.token();
            unanswered.add(last);
            if (limit(unanswered)) {
                overdue = Math.max(0, overdue - 1);
            }
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

    private static boolean limit(List<Jwt> tokens) {
        boolean tooMany = tokens.size() > REMEMBERED;
        if (tooMany) {
            tokens.remove(0);
        }
        return tooMany;
    }
}
