package dev.archon.simulator.internal.api;

import dev.archon.simulator.internal.server.CallGate;
import dev.archon.simulator.internal.server.ServerHost;
import dev.archon.simulator.internal.wire.HttpAnswer;
import dev.archon.simulator.journal.JournalEntry.Answerer;
import dev.archon.simulator.scenario.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets REST calls through to those who answer them, or lets a fault hit them. A call that names a server is hit by faults of
 * that server; one that names none, by those of any server, of which the first in the simulator's order counts.
 */
public final class CallFaults {

    private final ApiServers servers;
    private final CallJournal journal;

    CallFaults(ApiServers servers, CallJournal journal) {
        this.servers = servers;
        this.journal = journal;
    }

    /** The outcomes of a call. Every method may be called on any thread. */
    public interface Ways {

        /** Answers it as if nothing were wrong. */
        void serve();

        /**
         * Answers it otherwise.
         *
         * @param answer the answer
         */
        void refuse(HttpAnswer answer);

        /** Closes its connection without an answer. */
        void close();
    }

    /**
     * Whether a fault may hit a call now.
     *
     * @param request the call
     * @return whether {@link #pass} may do anything but serve
     */
    public boolean mayHit(ApiRequest request) {
        return hitting(request).isPresent();
    }

    /**
     * Lets a call through, or lets a fault hit it, now or later.
     *
     * @param request the call
     * @param ways what can happen to it; none of them if it is never answered
     */
    public void pass(ApiRequest request, Ways ways) {
        Optional<ServerHost> hitting = hitting(request);
        if (hitting.isEmpty()) {
            ways.serve();
            return;
        }
        ServerHost host = hitting.get();
        CompletableFuture<Void> unused = host.ask(() -> {
                    host.http().pass(request.method(), request.path(), new Recording(request, host, ways));
                    return host.id();
                })
                .handle((done, problem) -> {
                    if (problem != null) {
                        ways.refuse(host.http().failure(problem));
                    }
                    return null;
                });
    }

    private Optional<ServerHost> hitting(ApiRequest request) {
        return concerned(request).stream().filter(host -> mayHit(host, request)).findFirst();
    }

    private Collection<ServerHost> concerned(ApiRequest request) {
        String named = servers.namedIn(request);
        return named.isEmpty()
                ? servers.all()
                : servers.find(named).map(List::of).orElse(List.of());
    }

    private static boolean mayHit(ServerHost host, ApiRequest request) {
        return host.faults().active().stream()
                .anyMatch(active -> active.fault() instanceof Fault.OnCall fault
                        && fault.call().match(request.method(), request.path()).isPresent());
    }

    /** Writes into the journal what a fault did. What is served is written by whoever answers it. */
    private final class Recording implements CallGate.Ways {

        private final ApiRequest request;
        private final ServerHost host;
        private final Ways ways;

        Recording(ApiRequest request, ServerHost host, Ways ways) {
            this.request = request;
            this.host = host;
            this.ways = ways;
        }

        @Override
        public void serve() {
            ways.serve();
        }

        @Override
        public void refuse(Fault fault, HttpAnswer answer) {
            record(fault, answer.status());
            ways.refuse(answer);
        }

        @Override
        public void close(Fault fault) {
            record(fault, 0);
            ways.close();
        }

        @Override
        public void ignore(Fault fault) {
            record(fault, 0);
        }

        private void record(Fault fault, int status) {
            journal.record(request, host.id(), status, Answerer.FAULT, fault.toJson());
        }
    }
}
