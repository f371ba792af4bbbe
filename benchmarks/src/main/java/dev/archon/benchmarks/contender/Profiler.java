package dev.archon.benchmarks.contender;

import java.io.IOException;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;

/** Samples all threads of this process by processor time, with the kernel's part where the system allows it. */
final class Profiler {

    private static final String START = "start,event=cpu,interval=500us,threads";

    private final @Nullable Path file;

    private Profiler(@Nullable Path file) {
        this.file = file;
    }

    /** One that does nothing. */
    static Profiler none() {
        return new Profiler(null);
    }

    /** One that writes collapsed stacks into a file. */
    static Profiler into(Path file) {
        return new Profiler(file);
    }

    void start() throws IOException {
        if (file != null) {
            AsyncProfiler.getInstance().execute(START);
        }
    }

    void stop() throws IOException {
        if (file != null) {
            AsyncProfiler.getInstance().execute("stop,collapsed,threads,ann,file=" + file);
        }
    }
}
