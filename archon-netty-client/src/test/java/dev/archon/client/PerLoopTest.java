package dev.archon.client;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerLoopTest {

    private final EventLoop first = new DefaultEventLoop();
    private final EventLoop second = new DefaultEventLoop();
    private final EventLoop third = new DefaultEventLoop();
    private final PerLoop<Object> kept = new PerLoop<>(loop -> new Object());

    @Test
    void allServersOfALoopShareWhatIsKeptForItAndThoseOfAnotherDoNot() {
        Object of = kept.of(first);
        assertNotSame(of, kept.of(second));
        assertSame(of, kept.of(first));
    }

    @Test
    void whatWasKeptForALoopThatHasEndedIsLetGoOfWhenAnotherComes() throws Exception {
        Object ended = kept.of(first);
        Object running = kept.of(second);
        first.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        assertTrue(first.awaitTermination(20, TimeUnit.SECONDS));
        assertSame(ended, kept.of(first));

        kept.of(third);
        assertNotSame(ended, kept.of(first));
        assertSame(running, kept.of(second));
    }

    @AfterEach
    void end() {
        List.of(first, second, third).forEach(loop -> loop.shutdownGracefully(0, 0, TimeUnit.SECONDS));
    }
}
