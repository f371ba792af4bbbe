package com.example.panel;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.client.ServerLease;
import dev.archon.client.Subscription;
import dev.archon.protocol.console.ConsoleLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class ConsoleController {

    private final ArchonClient archon;
    private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();

    ConsoleController(ArchonClient archon) {
        this.archon = archon;
    }

    @GetMapping(path = "/servers/{id}/console", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter console(@PathVariable String id) {
        ArchonServer server = archon.server(id); // check before that the visitor may see it
        ServerLease lease = server.lease(); // the connection is shared by all pages
        SseEmitter page = new SseEmitter(0L);
        Subscription lines = server.followLines(batch -> {
            try {
                for (ConsoleLine line : batch) {
                    page.send(line.text());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e); // the browser has gone; onCompletion follows
            }
        });
        pages.add(page);
        page.onCompletion(() -> {
            pages.remove(page);
            lines.close();
            lease.close();
        });
        return page;
    }

    @EventListener(ContextClosedEvent.class)
    void endPages() {
        pages.forEach(SseEmitter::complete); // otherwise Spring waits 30 s for them before it closes the client
    }
}
