package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.contender.ArchonContender.Listening;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import dev.archon.benchmarks.workload.Workload;
import io.netty.handler.ssl.OpenSsl;

/** Who takes part in a race. */
public enum Contender {
    /** A socket whose bytes are thrown away. */
    DISCARD("discard", "plain socket, bytes thrown away", Side.BASELINE),

    /** A socket whose frames are found and made a String each. */
    STRINGS("strings", "plain socket, frames walked, a String each", Side.BASELINE),

    /** The batch listener of this project's client, on the event loop. */
    ARCHON_BATCH_DIRECT("archon-direct", "Archon, batch listener, direct executor", Side.OURS),

    /** The batch listener on the default executor. */
    ARCHON_BATCH("archon-batch", "Archon, batch listener", Side.OURS),

    /** The batch listener on the default executor, with TLS by OpenSSL. */
    ARCHON_BATCH_OPENSSL("archon-openssl", "Archon, batch listener, OpenSSL", Side.OURS),

    /** A handler for each event on the default executor. */
    ARCHON_EVENT("archon-event", "Archon, per-event handler", Side.OURS),

    /** The handler for batches of lines, on the default executor. */
    ARCHON_LINES("archon-lines", "Archon, line handler", Side.OURS),

    /** The relay, which hands over lines as bytes. */
    ARCHON_RELAY("archon-relay", "Archon, relay listener", Side.OURS),

    /** OkHttp. */
    OKHTTP("okhttp", "OkHttp 5.5 + Jackson 3", Side.PEER),

    /** Vert.x. */
    VERTX("vertx", "Vert.x 5.2 + Jackson 3", Side.PEER),

    /** Java-WebSocket. */
    JAVA_WEBSOCKET("java-websocket", "Java-WebSocket 1.6 + Jackson 3", Side.PEER),

    /** The WebSocket codec of Netty. */
    NETTY("netty", "Netty 4.2 WebSocket codec + Jackson 3", Side.PEER),

    /** Vert.x with TLS by OpenSSL. */
    VERTX_OPENSSL("vertx-openssl", "Vert.x 5.2 + Jackson 3, OpenSSL", Side.PEER),

    /** The WebSocket codec of Netty with TLS by OpenSSL. */
    NETTY_OPENSSL("netty-openssl", "Netty 4.2 WebSocket codec + Jackson 3, OpenSSL", Side.PEER),

    /** The WebSocket of the JDK's HTTP client. */
    JDK("jdk", "JDK HttpClient WebSocket + Jackson 3", Side.PEER),

    /** The client that Modrinth publishes for JavaScript, in a process of Node.js. */
    NPM("npm", "@modrinth/api-client 0.77.0 on Node.js", Side.PEER);

    /** What a contender is compared as. */
    public enum Side {
        /** No client, but a measure of what the machine can do. */
        BASELINE,
        /** The client of this project. */
        OURS,
        /** Another client. */
        PEER
    }

    private final String id;
    private final String title;
    private final Side side;

    Contender(String id, String title, Side side) {
        this.id = id;
        this.title = title;
        this.side = side;
    }

    /** The name used on the command line. */
    public String id() {
        return id;
    }

    /** The name in a table. */
    public String title() {
        return title;
    }

    /** What it is compared as. */
    public Side side() {
        return side;
    }

    /**
     * Whether it takes part in runs of a kind.
     *
     * @param request what is sent, and what is to be made of it; its times and numbers do not matter
     */
    public boolean takesPartIn(RunRequest request) {
        boolean flood = request.mode() == SendMode.FLOOD;
        boolean events = request.output() == Output.EVENTS;
        boolean deflate = request.workload() == Workload.DEFLATE;
        boolean typical = request.workload() == Workload.LOG || request.workload() == Workload.LOG4J;
        return switch (this) {
            // It derives the number of events from the number of bytes, which a compressed stream does not allow.
            case DISCARD -> flood && events && (request.workload() == Workload.LOG || request.tls());
            case STRINGS -> flood && events && request.workload() == Workload.LOG && !request.tls();
            case ARCHON_BATCH -> events;
            case ARCHON_BATCH_OPENSSL -> events && request.tls() && OpenSsl.isAvailable();
            case ARCHON_BATCH_DIRECT -> flood && events && typical && !request.tls();
            case ARCHON_EVENT ->
                events && request.workload() == Workload.LOG && !request.tls() && (flood || isLatency(request));
            case ARCHON_LINES -> !events;
            case ARCHON_RELAY -> flood && !request.tls() && (!events || request.workload() == Workload.LOG || deflate);
            case VERTX -> request.mode() != SendMode.IDLE;
            // They have a thread for each connection, and with 1,000 of them keep up with half of what comes at most.
            case OKHTTP, JAVA_WEBSOCKET -> flood || isLatency(request);
            // It is the last one with typical lines, and so with everything else that is decoded likewise.
            case NETTY -> request.mode() != SendMode.IDLE && events && !request.tls() && (typical || deflate);
            case VERTX_OPENSSL, NETTY_OPENSSL ->
                flood && request.tls() && request.workload() == Workload.LOG && OpenSsl.isAvailable();
            // Both are slow, and the JDK's cannot compress; one comparison is enough to show it.
            case JDK, NPM -> flood && events && request.workload() == Workload.LOG && !request.tls();
        };
    }

    private static boolean isLatency(RunRequest request) {
        return request.mode() == SendMode.LATENCY;
    }

    ContenderClient create() {
        return switch (this) {
            case DISCARD -> PlainSocket.discarding();
            case STRINGS -> PlainSocket.makingStrings();
            case ARCHON_BATCH_DIRECT -> ArchonContender.direct(Listening.BATCH);
            case ARCHON_BATCH -> ArchonContender.pooled(Listening.BATCH);
            case ARCHON_BATCH_OPENSSL -> ArchonContender.withOpenSsl(Listening.BATCH);
            case ARCHON_EVENT -> ArchonContender.pooled(Listening.EVENT);
            case ARCHON_LINES -> ArchonContender.pooled(Listening.LINES);
            case ARCHON_RELAY -> ArchonContender.pooled(Listening.RELAY);
            case OKHTTP -> new OkHttpPeer();
            case VERTX -> VertxPeer.withJdkTls();
            case VERTX_OPENSSL -> VertxPeer.withOpenSsl();
            case JAVA_WEBSOCKET -> new JavaWebSocketPeer();
            case NETTY -> NettyPeer.withJdkTls();
            case NETTY_OPENSSL -> NettyPeer.withOpenSsl();
            case JDK -> new JdkPeer();
            case NPM -> throw new IllegalStateException("the npm client does not run in a JVM");
        };
    }

    /**
     * Finds a contender by its {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contender of(String id) {
        for (Contender contender : values()) {
            if (contender.id.equals(id)) {
                return contender;
            }
        }
        throw new IllegalArgumentException("there is no contender '" + id + "'");
    }
}
