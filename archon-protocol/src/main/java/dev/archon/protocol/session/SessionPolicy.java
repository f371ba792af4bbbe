package dev.archon.protocol.session;

import dev.archon.protocol.backoff.BackoffPolicy;
import dev.archon.protocol.check.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * The time limits and choices of a session. The token call's limit is not among them, since the caller that makes the call
 * limits it.
 *
 * <pre>{@code
 * SessionPolicy policy = SessionPolicy.builder()
 *         .backoff(BackoffPolicy.exponential().unlimitedAttempts().build())
 *         .reconnectOn(code -> true)
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class SessionPolicy {

    private static final int MOST_DAYS = 365;
    static final Duration LONGEST = Duration.ofDays(MOST_DAYS);

    private final BackoffPolicy backoff;
    private final Duration openTimeout;
    private final Duration authTimeout;
    private final Duration stableAfter;
    private final Duration keepAliveIdle;
    private final Duration pongTimeout;
    private final Duration historyQuiet;
    private final Duration historyLimit;
    private final Duration refreshLead;
    private final Duration refreshInterval;
    private final Duration leaseLinger;
    private final IntPredicate reconnectOn;

    private SessionPolicy(Builder builder) {
        backoff = builder.backoff;
        openTimeout = builder.openTimeout;
        authTimeout = builder.authTimeout;
        stableAfter = builder.stableAfter;
        keepAliveIdle = builder.keepAliveIdle;
        pongTimeout = builder.pongTimeout;
        historyQuiet = builder.historyQuiet;
        historyLimit = builder.historyLimit;
        refreshLead = builder.refreshLead;
        refreshInterval = builder.refreshInterval;
        leaseLinger = builder.leaseLinger;
        reconnectOn = builder.reconnectOn;
    }

    /**
     * Starts a policy with the default of every setting.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The policy with every default.
     *
     * @return the policy
     */
    public static SessionPolicy defaults() {
        return builder().build();
    }

    /**
     * The waits between attempts, and the largest number of attempts.
     *
     * @return the policy
     */
    public BackoffPolicy backoff() {
        return backoff;
    }

    /**
     * How long the connection and its handshake may take.
     *
     * @return the limit
     */
    public Duration openTimeout() {
        return openTimeout;
    }

    /**
     * How long the server may take to answer a token, the first one and that of a renewal.
     *
     * @return the limit
     */
    public Duration authTimeout() {
        return authTimeout;
    }

    /**
     * How long a connection must last before earlier failures are forgotten.
     *
     * @return the time
     */
    public Duration stableAfter() {
        return stableAfter;
    }

    /**
     * How long nothing may be read from a connection before it is pinged.
     *
     * @return the time
     */
    public Duration keepAliveIdle() {
        return keepAliveIdle;
    }

    /**
     * How long after a ping something must have been read.
     *
     * @return the limit
     */
    public Duration pongTimeout() {
        return pongTimeout;
    }

    /**
     * How long no console message must come on a new connection before the replayed history counts as over.
     *
     * @return the time
     */
    public Duration historyQuiet() {
        return historyQuiet;
    }

    /**
     * How long after {@code auth-ok} the replayed history counts as over, even if console messages still come.
     *
     * @return the limit
     */
    public Duration historyLimit() {
        return historyLimit;
    }

    /**
     * How long before its expiry a token is renewed at the earliest.
     *
     * @return the time
     */
    public Duration refreshLead() {
        return refreshLead;
    }

    /**
     * The least time between two renewals of a connection's token.
     *
     * @return the time
     */
    public Duration refreshInterval() {
        return refreshInterval;
    }

    /**
     * How long a shared connection is kept after the last of its leases was closed.
     *
     * @return 1 s by default
     */
    public Duration leaseLinger() {
        return leaseLinger;
    }

    /**
     * Whether to connect again after the server has closed the connection.
     *
     * @param code the close code
     * @return whether to connect again
     */
    public boolean reconnectsOn(int code) {
        return reconnectOn.test(code);
    }

    /** Builds a {@link SessionPolicy}. Every duration must be more than zero and at most 365 days. */
    public static final class Builder {

        private BackoffPolicy backoff = BackoffPolicy.defaults();
        private Duration openTimeout = Duration.ofSeconds(30);
        private Duration authTimeout = Duration.ofSeconds(30);
        private Duration stableAfter = Duration.ofSeconds(30);
        private Duration keepAliveIdle = Duration.ofSeconds(30);
        private Duration pongTimeout = Duration.ofSeconds(15);
        private Duration historyQuiet = Duration.ofMillis(700);
        private Duration historyLimit = Duration.ofSeconds(2);
        private Duration refreshLead = Duration.ofSeconds(60);
        private Duration refreshInterval = Duration.ofSeconds(5);
        private Duration leaseLinger = Duration.ofSeconds(1);
        private IntPredicate reconnectOn = code -> code != 1000;

        private Builder() {}

        /**
         * The waits between attempts, and the largest number of attempts.
         *
         * @param backoff {@link BackoffPolicy#defaults()} by default
         * @return this
         */
        public Builder backoff(BackoffPolicy backoff) {
            this.backoff = Objects.requireNonNull(backoff, "backoff");
            return this;
        }

        /**
         * How long the connection and its handshake may take.
         *
         * @param openTimeout 30 s by default
         * @return this
         */
        public Builder openTimeout(Duration openTimeout) {
            this.openTimeout = Durations.positive("openTimeout", openTimeout, MOST_DAYS);
            return this;
        }

        /**
         * How long the server may take to answer a token, the first one and that of a renewal.
         *
         * @param authTimeout 30 s by default
         * @return this
         */
        public Builder authTimeout(Duration authTimeout) {
            this.authTimeout = Durations.positive("authTimeout", authTimeout, MOST_DAYS);
            return this;
        }

        /**
         * How long a connection must last before earlier failures are forgotten. So the session ends at last if a server
         * accepts connections and drops them soon, again and again.
         *
         * @param stableAfter 30 s by default
         * @return this
         */
        public Builder stableAfter(Duration stableAfter) {
            this.stableAfter = Durations.positive("stableAfter", stableAfter, MOST_DAYS);
            return this;
        }

        /**
         * When to ping, and how long to wait for an answer. Any bytes that are read count as an answer. A duration below a
         * millisecond counts as a millisecond.
         *
         * @param idle how long nothing may be read before a ping is sent; 30 s by default
         * @param pongTimeout how long after the ping something must have been read; 15 s by default
         * @return this
         */
        public Builder keepAlive(Duration idle, Duration pongTimeout) {
            this.keepAliveIdle = Durations.positive("idle", idle, MOST_DAYS);
            this.pongTimeout = Durations.positive("pongTimeout", pongTimeout, MOST_DAYS);
            return this;
        }

        /**
         * When the console history that a server replays on a new connection counts as over. The server does not
         * announce it. A duration below a millisecond counts as a millisecond.
         *
         * @param quiet how long no console message ({@code log} or {@code log4j}) must have come; 700 ms by default
         * @param limit how long after {@code auth-ok} the history is over in any case; 2 s by default
         * @return this
         */
        public Builder history(Duration quiet, Duration limit) {
            this.historyQuiet = Durations.positive("quiet", quiet, MOST_DAYS);
            this.historyLimit = Durations.positive("limit", limit, MOST_DAYS);
            return this;
        }

        /**
         * How long before its expiry a token is renewed if the server has not asked for it before. If less than five times
         * this is left when the token is accepted, a fifth of what is left is used instead.
         *
         * @param refreshLead 60 s by default
         * @return this
         */
        public Builder refreshLead(Duration refreshLead) {
            this.refreshLead = Durations.positive("refreshLead", refreshLead, MOST_DAYS);
            return this;
        }

        /**
         * The least time between two renewals of a connection's token. If the server asks for
         * renewals more often, they wait.
         *
         * @param refreshInterval 5 s by default
         * @return this
         */
        public Builder refreshInterval(Duration refreshInterval) {
            this.refreshInterval = Durations.positive("refreshInterval", refreshInterval, MOST_DAYS);
            return this;
        }

        /**
         * How long a connection that is shared by leases is kept after the last of them was closed, so that a page that
         * is loaded again finds it open.
         *
         * @param leaseLinger more than zero, at most 365 days; 1 s by default
         * @return this
         */
        public Builder leaseLinger(Duration leaseLinger) {
            this.leaseLinger = Durations.positive("leaseLinger", leaseLinger, MOST_DAYS);
            return this;
        }

        /**
         * After which close codes of the server to connect again. After a connection that ended without a close frame the
         * session always connects again.
         *
         * @param reconnectOn given the close code (RFC 6455, section 7.4), returns whether to connect again; by default true for
         *     every code but 1000. It must always return the same for the same code, and throw nothing. It is called on
         *     the thread that runs the session
         * @return this
         */
        public Builder reconnectOn(IntPredicate reconnectOn) {
            this.reconnectOn = Objects.requireNonNull(reconnectOn, "reconnectOn");
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         */
        public SessionPolicy build() {
            return new SessionPolicy(this);
        }
    }
}
