package dev.archon.leak;

import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which a buffer is found that nobody has released. JUnit finds it as a service, so it watches
 * all of them; the buffer may be of a class that ran before.
 */
public final class NoLeaks implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> leaks = found();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " buffers leaked; the first: " + leaks.get(0));
        }
    }

    /** What is found to have leaked once the garbage is collected. */
    static List<String> found() {
        System.gc();
        // The detector looks at what was collected whenever it is asked to watch something new.
        ByteBufAllocator.DEFAULT.buffer(1).release();
        return LeakRecorder.take();
    }
}
