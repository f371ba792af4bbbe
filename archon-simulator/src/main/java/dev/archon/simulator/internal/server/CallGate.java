package dev.archon.simulator.internal.server;

import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.scenario.Fault;
import java.util.List;
import java.util.Random;

/** Decides what a REST call gets while faults are switched on. */
public final class CallGate {

    private final SlowAnswers slow;
    private final FaultBoard faults;
    private final Random random;

    CallGate(SlowAnswers slow, FaultBoard faults, Random random) {
        this.slow = slow;
        this.faults = faults;
        this.random = random;
    }

    /** The outcomes of a call. */
    public interface Ways {

        /** Answers it as if nothing were wrong, now or in a later turn. */
        void serve();

        /**
         * Answers it otherwise.
         *
         * @param fault what hit the call
         * @param answer the answer
         */
        void refuse(Fault fault, HttpAnswer answer);

        /**
         * Closes its connection without an answer.
         *
         * @param fault what hit the call
         */
        void close(Fault fault);

        /**
         * Leaves it without an answer.
         *
         * @param fault what hit the call
         */
        void ignore(Fault fault);
    }

    void pass(String method, List<String> parts, Ways ways) {
        Fault.OnCall fault = faults.strike(
                        Fault.OnCall.class,
                        candidate -> candidate.call().match(method, parts).isPresent())
                .orElse(null);
        if (fault instanceof Fault.CallRefused refused) {
            ways.refuse(refused, Gate.error(refused.status(), refused.retryAfter()));
        } else if (fault instanceof Fault.CallSlow late) {
            // Whoever serves it knows the servers that there are then.
            slow.after(late.delay().draw(random), ways::serve, ended -> ways.serve());
        } else if (fault instanceof Fault.CallUnanswered unanswered) {
            ways.ignore(unanswered);
        } else if (fault instanceof Fault.CallClosed closed) {
            ways.close(closed);
        } else if (fault instanceof Fault.CallGarbled garbled) {
            ways.refuse(garbled, Gate.garbled());
        } else {
            ways.serve();
        }
    }
}
