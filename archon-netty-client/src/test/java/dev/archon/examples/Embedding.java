package dev.archon.examples;

import dev.archon.client.ArchonClient;
import dev.archon.client.ArchonServer;
import dev.archon.protocol.event.PowerStateEvent;
import dev.archon.protocol.rest.PowerAction;
import java.net.URI;

/** The example of the README, which a test compares with it. */
final class Embedding {

    private Embedding() {}

    static void run(URI base, String token, String id) {
        // README
        try (ArchonClient client =
                ArchonClient.builder().baseUrl(base).token(token).build()) {
            ArchonServer server = client.server(id); // a handle; nothing is opened yet
            server.onLine(line -> System.out.println(line.text()));
            server.on(PowerStateEvent.class, power -> System.out.println("server is now " + power.state()));
            server.onStatus(status -> System.err.println("connection is now " + status.state()));
            server.connect().join(); // completes when the server has accepted the token
            server.command("say hello").join(); // completes when it is written
            server.power(PowerAction.RESTART).join(); // completes when the call is accepted
        }
        // README
    }
}
