package dev.archon.client.internal.dispatch;

/** Reports an error when the code that should report it has thrown as well: loggers are code of the embedder's, too. */
public final class LastResort {

    private LastResort() {}

    /**
     * Runs something that must not throw.
     *
     * @param action what to run
     */
    public static void guard(Runnable action) {
        try {
            action.run();
        } catch (Throwable error) {
            tell(error);
        }
    }

    /**
     * Passes an error to the thread's handler for uncaught exceptions, which by default prints it.
     *
     * @param error the error
     */
    @SuppressWarnings("CatchAndPrintStackTrace") // there is nobody left to be told
    public static void tell(Throwable error) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
        } catch (Throwable worse) {
            if (worse != error) {
                worse.addSuppressed(error);
            }
            worse.printStackTrace();
        }
    }
}
