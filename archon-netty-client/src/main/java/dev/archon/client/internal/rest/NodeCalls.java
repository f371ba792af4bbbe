package dev.archon.client.internal.rest;

import dev.archon.protocol.codec.ApiCodec;
import dev.archon.protocol.codec.JwtClaims;
import dev.archon.protocol.rest.NodeAccess;
import dev.archon.protocol.rest.RestPaths;
import dev.archon.protocol.session.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the nodes that servers run on. The access to a node is fetched once and used until its token is about to
 * expire, or is refused. Used by any thread.
 */
public final class NodeCalls {

    /** The number of servers whose access is kept; the one that was unused for the longest time is removed first. */
    static final int MAX_KEPT = 1_000;

    /** How long before its expiry a token is renewed. */
    static final Duration LEAD = Duration.ofSeconds(10);

    private static final int UNAUTHORIZED = 401;
    private static final int MAX_TRIES = 3;

    private final RestClient rest;
    private final InstantSource clock;
    private final Map<String, NodeAddress> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NodeAddress> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /**
     * Has no access yet.
     *
     * @param rest makes the calls
     * @param clock supplies the time, for the expiry of tokens
     */
    public NodeCalls(RestClient rest, InstantSource clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * Makes a call to a server's node. When the node refuses the token (401) a new one is fetched, up to three calls in all.
     *
     * @param serverId the server
     * @param call the call; its path is below the node's address
     * @param secrets learns the tokens that are used
     * @return completes when the node has answered with a status of success; fails with {@link RestFailedException}.
     *     Cancelling it ends the call
     */
    public CompletableFuture<Void> call(String serverId, ApiCall call, Secrets secrets) {
        Attempts attempts = new Attempts(serverId, call, secrets);
        attempts.next(1);
        return attempts.result;
    }

    private @Nullable NodeAddress known(String serverId) {
        synchronized (kept) {
            NodeAddress known = kept.get(serverId);
            if (known != null && known.isGood(clock.instant())) {
                return known;
            }
            kept.remove(serverId);
            return null;
        }
    }

    private NodeAddress keep(String serverId, NodeAccess access) {
        URI node;
        try {
            node = access.node(rest.base(), rest.isClearTextAllowed());
        } catch (IllegalArgumentException e) {
            throw new RestFailedException(Failure.permanent(String.valueOf(e.getMessage())));
        }
        NodeAddress fresh = new NodeAddress(
                node,
                access.token().value(),
                JwtClaims.expiry(access.token())
                        .map(expiry -> expiry.minus(LEAD))
                        .orElse(Instant.MAX));
        synchronized (kept) {
            kept.put(serverId, fresh);
        }
        return fresh;
    }

    private void forget(String serverId, NodeAddress refused) {
        synchronized (kept) {
            kept.remove(serverId, refused);
        }
    }

    /** The attempts of one call, one after the other. */
    private final class Attempts {

        private final String serverId;
        private final ApiCall call;
        private final Secrets secrets;
        private final CompletableFuture<Void> result = new CompletableFuture<>();

        Attempts(String serverId, ApiCall call, Secrets secrets) {
            this.serverId = serverId;
            this.call = call;
            this.secrets = secrets;
        }

        void next(int number) {
            NodeAddress known = known(serverId);
            if (known != null) {
                make(known, number);
                return;
            }
            CompletableFuture<NodeAccess> asked =
                    rest.call(ApiCall.of("GET", RestPaths.nodeAccess(serverId)), secrets, ApiCodec::decodeNodeAccess);
            follow(asked, access -> make(keep(serverId, access), number), this::fail);
        }

        private void make(NodeAddress node, int number) {
            secrets.jwt(node.token());
            follow(rest.node(node, call, secrets), body -> result.complete(null), error -> {
                if (number < MAX_TRIES && isRefused(error)) {
                    forget(serverId, node);
                    next(number + 1);
                } else {
                    fail(error);
                }
            });
        }

        private <T> void follow(CompletableFuture<T> step, Consumer<T> then, Consumer<Throwable> failed) {
            result.whenComplete((body, error) -> step.cancel(false));
            step.whenComplete((value, error) -> {
                try {
                    if (error != null) {
                        failed.accept(error);
                    } else if (!result.isDone()) {
                        then.accept(value);
                    }
                } catch (Throwable e) {
                    fail(e);
                }
            });
        }

        private void fail(Throwable error) {
            result.completeExceptionally(RestFailedException.cause(error));
        }

        private boolean isRefused(Throwable error) {
            return RestFailedException.cause(error) instanceof RestFailedException failed
                    && failed.failure().status().orElse(0) == UNAUTHORIZED;
        }
    }
}
