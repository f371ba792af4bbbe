package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.contender.ArchonContender.Listening;
import dev.archon.benchmarks.workload.Output;
import dev.archon.benchmarks.workload.RunRequest;
import dev.archon.benchmarks.workload.SendMode;
import dev.archon.benchmarks.workload.Workload;

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

    /** A handler for each event on the default executor. */
    ARCHON_EVENT("archon-event", "Archon, per-event handler", Side.OURS),

    /** The handler for batches of lines, on the event loop. */
    ARCHON_LINES_DIRECT("archon-lines-direct", "Archon, line handler, direct executor", Side.OURS),

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
        return switch (this) {
            // It derives the number of events from the number of bytes, which a compressed stream does not allow.
            case DISCARD -> isUncompressedFlood(request);
            case STRINGS -> isUncompressedFlood(request) && request.output() == Output.EVENTS && !request.tls();
            case ARCHON_BATCH -> request.output() == Output.EVENTS;
            case ARCHON_BATCH_DIRECT -> request.output() == Output.EVENTS && request.mode() != SendMode.IDLE;
            case ARCHON_EVENT -> request.output() == Output.EVENTS && isHeadline(request);
            case ARCHON_LINES, ARCHON_LINES_DIRECT -> request.output() == Output.LINES;
            case ARCHON_RELAY -> request.mode() == SendMode.FLOOD && !request.tls();
            case OKHTTP, VERTX, JAVA_WEBSOCKET, NETTY -> request.mode() != SendMode.IDLE;
            // Both are slow, and the JDK's cannot compress; one comparison is enough to show it.
            case JDK, NPM ->
                request.workload() == Workload.LOG
                        && request.output() == Output.EVENTS
                        && request.mode() == SendMode.FLOOD
                        && !request.tls();
        };
    }

    private static boolean isUncompressedFlood(RunRequest request) {
        return request.mode() == SendMode.FLOOD && request.workload() != Workload.DEFLATE;
    }

    private static boolean isHeadline(RunRequest request) {
        boolean typical = request.workload() == Workload.LOG || request.workload() == Workload.LOG4J;
        return typical && !request.tls() && (request.mode() == SendMode.FLOOD || request.mode() == SendMode.LATENCY);
    }

    ContenderClient create() {
        return switch (this) {
            case DISCARD -> PlainSocket.discarding();
            case STRINGS -> PlainSocket.makingStrings();
            case ARCHON_BATCH_DIRECT -> ArchonContender.direct(Listening.BATCH);
            case ARCHON_BATCH -> ArchonContender.pooled(Listening.BATCH);
            case ARCHON_EVENT -> ArchonContender.pooled(Listening.EVENT);
            case ARCHON_LINES_DIRECT -> ArchonContender.direct(Listening.LINES);
            case ARCHON_LINES -> ArchonContender.pooled(Listening.LINES);
            case ARCHON_RELAY -> ArchonContender.pooled(Listening.RELAY);
            case OKHTTP -> new OkHttpPeer();
            case VERTX -> new VertxPeer();
            case JAVA_WEBSOCKET -> new JavaWebSocketPeer();
            case NETTY -> new NettyPeer();
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
