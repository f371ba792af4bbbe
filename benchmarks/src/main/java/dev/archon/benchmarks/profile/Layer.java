package dev.archon.benchmarks.profile;

import java.util.List;
import java.util.regex.Pattern;

/** A part of what happens between a socket and the embedder's handler. */
public enum Layer {
    /** The kernel's part of reading from and waiting for sockets. */
    KERNEL_SOCKETS("kernel: reading sockets"),

    /** The kernel's part of waking and parking threads, and what else it does. */
    KERNEL_THREADS("kernel: waking threads and the rest"),

    /** Decrypting. */
    TLS("TLS"),

    /** Inflating {@code permessage-deflate}. */
    INFLATING("inflating"),

    /** Finding frames and messages in what was read. */
    FRAMES("frame decoding"),

    /** Checking UTF-8, reading JSON, making Strings and events. */
    TEXT("UTF-8, JSON and events"),

    /** Making lines of the console, also for relays. */
    LINES("lines of the console"),

    /** Gathering what one read brought, queueing it and handing it to the thread of the handler. */
    HANDING_OVER("queue and hand-over"),

    /** Netty's event loop and buffers. */
    NETTY("Netty's event loop and buffers"),

    /** The handler. */
    EMBEDDER("the embedder's handler"),

    /** The garbage collector's threads. */
    GC("garbage collection"),

    /** The compiler's threads. */
    JIT("JIT compiler"),

    /** All else. */
    OTHER("other");

    private static final Pattern GC_THREAD = Pattern.compile("\\[(GC|G1|VM[ _]Thread|VM[ _]Periodic).*");
    private static final Pattern JIT_THREAD = Pattern.compile("\\[(C1|C2|Sweeper|.*CompilerThread).*");
    private static final Pattern KERNEL = Pattern.compile(
            ".*_\\[k\\]|(__)?(libc_)?(recv|read|readv|send|write|writev|epoll_wait|epoll_pwait2?|poll|futex|sched_yield"
                    + "|pthread_cond_(wait|timedwait|signal)|syscall|madvise|mmap|munmap)(@.*)?");

    /** Without the read of thread, as in pthread_cond_wait, and that of a lock for readers, as in rcu_read_lock. */
    private static final Pattern SOCKETS =
            Pattern.compile(".*(recv|(?<!th|rcu_|raw_)read|sock|tcp|epoll|poll|inet|skb).*");

    private static final List<Rule> RULES = List.of(
            rule(
                    TLS,
                    "sun/security/ssl/|com/sun/crypto/|javax/crypto/|javax/net/ssl/|io/netty/handler/ssl/"
                            + "|io/netty/internal/tcnative/"
                            + "|dev/archon/client/internal/frame/(TlsRecordReader|DecryptAllocator)"
                            + "|.*(SSL_|bssl::|aes_|gcm_|EVP_|ghash|galoisCounter).*"),
            rule(INFLATING, "java/util/zip/|dev/archon/client/internal/frame/MessageInflater|.*inflate.*"),
            rule(
                    LINES,
                    "dev/archon/protocol/console/|dev/archon/protocol/scan/(EntryLineWriter|LineSplitter|TimeOfDay)"
                            + "|dev/archon/client/internal/(console|relay)/"
                            + "|dev/archon/client/internal/dispatch/(Line|TraceOrder)"),
            rule(FRAMES, "dev/archon/client/internal/frame/"),
            rule(TEXT, "dev/archon/protocol/|tools/jackson/"),
            rule(HANDING_OVER, "dev/archon/client/|java/util/concurrent/|java/util/ArrayList"),
            rule(EMBEDDER, "dev/archon/benchmarks/"),
            rule(NETTY, "io/netty/"));

    private final String title;

    Layer(String title) {
        this.title = title;
    }

    private record Rule(Layer layer, Pattern frames) {}

    private static Rule rule(Layer layer, String frames) {
        return new Rule(layer, Pattern.compile("(?:" + frames + ").*"));
    }

    /**
     * Describes it in a few words.
     *
     * @return the words, for a table
     */
    public String title() {
        return title;
    }

    /**
     * Finds the layer in which a sample was taken: that of the innermost frame that belongs to one. What the JDK does, such as
     * copying bytes into a String, counts for who has called it.
     *
     * @param stack the thread's name in brackets, and the frames, the outermost first
     * @return the layer
     */
    public static Layer of(List<String> stack) {
        String thread = stack.get(0);
        if (GC_THREAD.matcher(thread).matches()) {
            return GC;
        }
        if (JIT_THREAD.matcher(thread).matches()) {
            return JIT;
        }
        boolean kernel = false;
        for (int i = stack.size() - 1; i > 0; i--) {
            String frame = stack.get(i);
            if (KERNEL.matcher(frame).matches()) {
                kernel = true;
                if (SOCKETS.matcher(frame).matches()) {
                    return KERNEL_SOCKETS;
                }
            } else if (kernel) {
                return KERNEL_THREADS;
            } else {
                for (Rule rule : RULES) {
                    if (rule.frames().matcher(frame).matches()) {
                        return rule.layer();
                    }
                }
            }
        }
        return kernel ? KERNEL_THREADS : OTHER;
    }
}
