package dev.archon.client;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps an object for each event loop. The loops of an embedder may come and go: the objects of those that have ended are let go
 * of when another one comes. Any thread may use it.
 *
 * @param <T> what is kept for a loop
 */
final class PerLoop<T> {

    private final Map<EventLoop, T> made = new ConcurrentHashMap<>();
    private final Function<EventLoop, T> maker;

    /**
     * Makes it without objects.
     *
     * @param maker makes the object of a loop
     */
    PerLoop(Function<EventLoop, T> maker) {
        this.maker = maker;
    }

    /** The object of a loop, the same one for as long as the loop has not ended. */
    T of(EventLoop loop) {
        T known = made.get(loop);
        if (known != null) {
            return known;
        }
        made.keySet().removeIf(EventExecutor::isTerminated);
        return made.computeIfAbsent(loop, maker);
    }
}
