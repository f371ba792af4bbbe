package dev.archon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each message that an embedder of the client can see has an entry in the troubleshooting guide. */
class MessagesTest {

    private static final MessageTable PAGE =
            new MessageTable(Pages.ROOT.resolve("archon-netty-client/docs/troubleshooting.md"));

    private static final Path PROTOCOL = Pages.ROOT.resolve("archon-protocol/src/main/java/dev/archon/protocol");

    /** Words by which errors of libraries are known, and guards against mistakes in the project's own code. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "MMM ppd HH",
            "No name matching",
            "Received fatal alert",
            "Unsupported or unrecognized SSL message",
            "received no bytes",
            "too many open files",
            "while SSL/TLS handshake was in progress",
            "a buffer of",
            "a nonce has",
            "an address without a host",
            "is not in the shape that was read",
            "limit must be above zero",
            "lines must be at least 1",
            "lines were made that nobody has asked for",
            "lines were offered to a subscriber",
            "more than 255 bytes",
            "no object is being read",
            "no proxy lies on the way to",
            "not a token",
            "not in a pipeline",
            "not the name of a message that a client sends",
            "sinceRead must not be negative",
            "there must be at least one permit a second");

    @Test
    void eachMessageHasAnEntry() throws IOException {
        assertEquals(List.of(), PAGE.missing(messages()));
    }

    @Test
    void eachEntryIsAMessage() throws IOException {
        assertEquals(List.of(), PAGE.gone(messages()));
    }

    private static Map<String, String> messages() throws IOException {
        Map<String, String> messages = Messages.in(List.of(
                Pages.ROOT.resolve("archon-netty-client/src/main/java"),
                PROTOCOL.resolve("backoff"),
                PROTOCOL.resolve("check"),
                PROTOCOL.resolve("codec"),
                PROTOCOL.resolve("rest"),
                PROTOCOL.resolve("session")));
        assertEquals(Set.of(), minus(NOT_SHOWN, messages.keySet()), "no longer in the code");
        messages.keySet().removeAll(NOT_SHOWN);
        return messages;
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        return some.stream().filter(text -> !others.contains(text)).collect(Collectors.toSet());
    }
}
