package dev.archon.client.internal.dispatch;

import dev.archon.client.Subscription;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Listeners, called in the order in which they were added.
 *
 * @param <T> what they are told
 */
public final class Listeners<T> implements Consumer<T> {

    private final HandlerErrors errors;

    /** Replaced when one comes or goes. Most servers have no listener of most kinds, and share the empty list. */
    private volatile List<Listener<T>> all = List.of();

    /**
     * Makes an empty list.
     *
     * @param errors told what one of them throws; the others are still told
     */
    public Listeners(HandlerErrors errors) {
        this.errors = errors;
    }

    private static final class Listener<T> {

        private final Consumer<? super T> told;
        private volatile boolean open = true;

        Listener(Consumer<? super T> told) {
            this.told = told;
        }
    }

    /**
     * Adds a listener.
     *
     * @param listener the listener; one that is added twice has two subscriptions
     * @return a subscription; closing it removes the listener
     */
    public Subscription add(Consumer<? super T> listener) {
        Listener<T> own = new Listener<>(listener);
        synchronized (this) {
            all = Stream.concat(all.stream(), Stream.of(own)).toList();
        }
        return () -> remove(own);
    }

    private synchronized void remove(Listener<T> ended) {
        ended.open = false;
        all = all.stream().filter(each -> each != ended).toList();
    }

    /**
     * Whether there is no listener.
     *
     * @return whether nobody would be told
     */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    @Override
    public void accept(T value) {
        for (Listener<T> listener : all) {
            if (listener.open) {
                errors.guard(() -> listener.told.accept(value));
            }
        }
    }
}
