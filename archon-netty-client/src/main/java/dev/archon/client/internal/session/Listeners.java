package dev.archon.client.internal.session;

import dev.archon.client.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who are told something, in the order in which they came.
 *
 * @param <T> what they are told
 */
public final class Listeners<T> implements Consumer<T> {

    private final List<Consumer<? super T>> all = new CopyOnWriteArrayList<>();

    /** Makes an empty list. */
    public Listeners() {}

    /**
     * Adds a listener.
     *
     * @param listener the same one may be added twice, and each time is ended by itself
     * @return ends it
     */
    public Subscription add(Consumer<? super T> listener) {
        Consumer<T> own = value -> listener.accept(value);
        all.add(own);
        return () -> all.remove(own);
    }

    @Override
    public void accept(T value) {
        all.forEach(listener -> listener.accept(value));
    }
}
