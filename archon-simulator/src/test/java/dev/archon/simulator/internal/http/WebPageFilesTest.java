package dev.archon.simulator.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WebPageFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/archon/simulator/web");

    @Test
    void whatIsListedIsWhatThereIs() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString()).sorted().toList(),
                    List.copyOf(new TreeSet<>(WebPage.FILES)));
        }
    }
}
