package dev.archon.client.internal.session;

import dev.archon.client.internal.dispatch.HandlerErrors;
import dev.archon.client.internal.observe.ServerObserver;

/** Reports a session's errors to the log, or to the embedder's error handler if the log fails, so that none is lost. */
final class SessionErrorReporter implements SessionLoop.ErrorListener {

    private final ServerObserver observer;
    private final HandlerErrors errors;

    SessionErrorReporter(ServerObserver observer, HandlerErrors errors) {
        this.observer = observer;
        this.errors = errors;
    }

    @Override
    public void failed(String what, Throwable error) {
        try {
            observer.failed(what, error);
        } catch (Throwable worse) {
            // The embedder's logger has thrown.
            errors.tell(new IllegalStateException(
                    what + " (" + error.getClass().getName() + "), and the log failed", worse));
        }
    }

    @Override
    public void policyFailed(Throwable error) {
        errors.tell(error);
    }
}
