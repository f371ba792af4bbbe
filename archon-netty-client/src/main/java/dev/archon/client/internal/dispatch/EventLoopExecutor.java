package dev.archon.client.internal.dispatch;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;

/** Runs tasks on an event loop: at once if that is where they come from, unless one of them is running already. */
public final class EventLoopExecutor implements Executor {

    private final EventLoop loop;
    private boolean running;

    /**
     * Makes an executor.
     *
     * @param loop where tasks run
     */
    public EventLoopExecutor(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        // The flag belongs to the event loop, and is looked at nowhere else.
        if (!loop.inEventLoop() || running) {
            loop.execute(task);
            return;
        }
        running = true;
        try {
            task.run();
        } finally {
            running = false;
        }
    }
}
