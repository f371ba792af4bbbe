package dev.archon.client.internal.session;

import dev.archon.client.ArchonException;
import dev.archon.client.internal.rest.RestClient;
import dev.archon.client.internal.transport.Connection;
import dev.archon.protocol.session.Effect;
import dev.archon.protocol.session.State;

/** Carries out the effects of one session. Belongs to the event loop. */
final class EffectRunner {

    private final String serverId;
    private final TokenCall tokenCall;
    private final Timers timers;
    private final CurrentConnection current;
    private final InboundRouter router;
    private final Waiters waiters;
    private boolean established;

    /**
     * The callers that wait for the session.
     *
     * @param connect those that wait for a connection
     * @param readiness those that wait until the server is ready
     * @param outbox the commands that wait for a connection
     */
    record Waiters(ConnectFutures connect, Readiness readiness, Outbox outbox) {

        /** Fails everything that waits for this connection. Commands may still wait for another one. */
        void ended(ArchonException why) {
            connect.fail(why);
            readiness.fail(why);
        }

        /** Fails everything that waits, because there will be no connection any more. */
        void closed(ArchonException why) {
            ended(why);
            outbox.close(why);
        }
    }

    EffectRunner(
            String serverId,
            TokenCall tokenCall,
            Timers timers,
            CurrentConnection current,
            InboundRouter router,
            Waiters waiters) {
        this.serverId = serverId;
        this.tokenCall = tokenCall;
        this.timers = timers;
        this.current = current;
        this.router = router;
        this.waiters = waiters;
    }

    /** Whether there has been a connection since the user asked for one. */
    boolean wasEstablished() {
        return established;
    }

    /** The user wants no connection any more. */
    void disconnected() {
        established = false;
    }

    /**
     * Carries out an effect.
     *
     * @param effect the effect
     * @param state the state that its transition has led to
     */
    void carryOut(Effect effect, State state) {
        if (effect instanceof Effect.FetchToken fetch) {
            tokenCall.fetch(
                    fetch.fetch(),
                    state instanceof State.Connected ? RestClient.Priority.RENEWAL : RestClient.Priority.CONNECT);
        } else if (effect instanceof Effect.CancelFetch) {
            tokenCall.cancel();
        } else if (effect instanceof Effect.Open open) {
            current.open(open.connection(), open.credentials(), router.of(open.connection()));
        } else if (effect instanceof Effect.SendAuth auth) {
            current.sendAuth(auth.connection(), auth.token());
        } else if (effect instanceof Effect.SendPing) {
            current.ping();
        } else if (effect instanceof Effect.CloseConnection close) {
            current.close(close.code(), close.reason());
            router.lost();
        } else if (effect instanceof Effect.DropConnection) {
            current.drop();
            router.lost();
        } else if (effect instanceof Effect.StartTimer timer) {
            timers.start(timer.timer(), timer.delay());
        } else if (effect instanceof Effect.CancelTimer timer) {
            timers.cancel(timer.timer());
        } else if (effect instanceof Effect.TellConnected) {
            connected();
        } else if (effect instanceof Effect.TellHistoryOver over) {
            router.historyOver(over.quiet());
        } else if (effect instanceof Effect.TellEnded ended) {
            ended(ended);
        }
    }

    private void connected() {
        established = true;
        router.accepted();
        waiters.readiness().accepted();
        waiters.connect().succeed();
        Connection open = current.connection();
        if (open != null) {
            waiters.outbox().connected(open);
        }
    }

    private void ended(Effect.TellEnded ended) {
        established = false;
        String gaveUp = ended.exhausted() ? "gave up, attempts enough have failed; the last one: " : "";
        waiters.ended(new ArchonException(serverId, gaveUp + ended.cause().describe(), ended.cause()));
    }
}
