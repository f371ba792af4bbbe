package dev.archon.client.internal.dispatch;

import dev.archon.client.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Listeners, called in the order in which they were added.
 *
 * @param <T> what they are told
 */
public final class Listeners<T> implements Consumer<T> {

    private final List<Listener<T>> all = new CopyOnWriteArrayList<>();
    private final HandlerErrors errors;

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
        all.add(own);
        return () -> {
            own.open = false;
            all.remove(own);
        };
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
