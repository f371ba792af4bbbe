package dev.archon.client.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.protocol.session.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The session machine decides in vain what nobody carries out. */
class EveryEffectIsCarriedOutTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyEffectIsNamedByTheClient() throws IOException {
        String client = sources();

        List<String> forgotten = Arrays.stream(Objects.requireNonNull(Effect.class.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .filter(name -> !client.contains("instanceof Effect." + name))
                .toList();

        assertEquals(List.of(), forgotten);
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> all.append(read(file)));
        }
        return all.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
