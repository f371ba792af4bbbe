package dev.archon.benchmarks.contender;

import dev.archon.benchmarks.workload.Mode;
import dev.archon.benchmarks.workload.Workload;

/** Who may race. */
public enum Entrant {
    /** A socket whose bytes are thrown away. */
    DISCARD("discard", "plain socket, bytes thrown away", Side.BASELINE),

    /** A socket, frames walked. */
    STRINGS("strings", "plain socket, frames walked, a String each", Side.BASELINE),

    /** Ours, on the event loop. */
    ARCHON_BATCH_DIRECT("archon-direct", "Archon, batch listener, direct executor", Side.OURS),

    /** Ours, as it comes. */
    ARCHON_BATCH("archon-batch", "Archon, batch listener", Side.OURS),

    /** Ours, one event a call. */
    ARCHON_EVENT("archon-event", "Archon, per-event handler", Side.OURS),

    /** Ours, bytes as they lie. */
    ARCHON_RELAY("archon-relay", "Archon, relay listener", Side.OURS),

    /** OkHttp. */
    OKHTTP("okhttp", "OkHttp 5.5 + Jackson 3", Side.PEER),

    /** Vert.x. */
    VERTX("vertx", "Vert.x 5.2 + Jackson 3", Side.PEER),

    /** Java-WebSocket. */
    JAVA_WEBSOCKET("java-websocket", "Java-WebSocket 1.6 + Jackson 3", Side.PEER),

    /** Netty. */
    NETTY("netty", "Netty 4.2 WebSocket codec + Jackson 3", Side.PEER),

    /** The JDK. */
    JDK("jdk", "JDK HttpClient WebSocket + Jackson 3", Side.PEER),

    /** The client that Modrinth publishes for JavaScript, in a process of Node.js. */
    NPM("npm", "@modrinth/api-client 0.77.0 on Node.js", Side.PEER);

    /** Whose it is. */
    public enum Side {
        /** No client, but what the machine can do. */
        BASELINE,
        /** This project's. */
        OURS,
        /** Somebody else's. */
        PEER
    }

    private final String id;
    private final String title;
    private final Side side;

    Entrant(String id, String title, Side side) {
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

    /** Whose it is. */
    public Side side() {
        return side;
    }

    /** Whether it can do what a race asks for. */
    public boolean enters(Workload workload, Mode mode) {
        if (side == Side.BASELINE) {
            return mode == Mode.FLOOD && workload != Workload.DEFLATE;
        }
        if (mode == Mode.IDLE) {
            return this == ARCHON_BATCH;
        }
        if (mode == Mode.LATENCY && this == ARCHON_RELAY) {
            // It makes no text to read the time from.
            return false;
        }
        if (this == JDK || this == NPM) {
            // The JDK cannot compress; and to keep a race short, both run in one flood only.
            return workload == Workload.TYPICAL;
        }
        return true;
    }

    Contender create() {
        return switch (this) {
            case DISCARD -> PlainSocket.discarding();
            case STRINGS -> PlainSocket.makingStrings();
            case ARCHON_BATCH_DIRECT -> Archon.batchDirect();
            case ARCHON_BATCH -> Archon.batch();
            case ARCHON_EVENT -> Archon.perEvent();
            case ARCHON_RELAY -> Archon.relay();
            case OKHTTP -> new OkHttpPeer();
            case VERTX -> new VertxPeer();
            case JAVA_WEBSOCKET -> new JavaWebSocketPeer();
            case NETTY -> new NettyPeer();
            case JDK -> new JdkPeer();
            case NPM -> throw new IllegalStateException("it does not run in a JVM");
        };
    }

    /** What {@link #id()} gave. */
    public static Entrant of(String id) {
        for (Entrant entrant : values()) {
            if (entrant.id.equals(id)) {
                return entrant;
            }
        }
        throw new IllegalArgumentException("there is no contender '" + id + "'");
    }
}
