package dev.archon.simulator.conformance.run;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * How the client that is tried is started.
 *
 * @param words the program and its arguments; <code>{url}</code>, <code>{server}</code> and <code>{token}</code> in them are
 *     replaced
 */
public record ClientCommand(List<String> words) {

    /** Copies the words and checks that there are some. */
    public ClientCommand {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the command of the client is missing");
        }
    }

    List<String> arguments(Target target) {
        return words.stream()
                .map(word -> word.replace("{url}", target.url().toString())
                        .replace("{server}", target.server())
                        .replace("{token}", target.token()))
                .toList();
    }

    /**
     * What a client connects to.
     *
     * @param url the base URL
     * @param server the id of the server
     * @param token the API token
     */
    record Target(URI url, String server, String token) {

        Map<String, String> environment() {
            return Map.of("ARCHON_URL", url.toString(), "ARCHON_SERVER", server, "ARCHON_TOKEN", token);
        }
    }
}
