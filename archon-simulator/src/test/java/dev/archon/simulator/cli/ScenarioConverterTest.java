package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.archon.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class ScenarioConverterTest {

    private static final String MINE = "{\"name\":\"mine\",\"steps\":[]}";

    private final Path directory;
    private final ScenarioConverter converter;

    ScenarioConverterTest(@TempDir Path directory) {
        this.directory = directory;
        this.converter = new ScenarioConverter(directory);
    }

    @Test
    void aFolderNamedLikeAScenarioDoesNotHideIt() throws IOException {
        Files.createDirectory(directory.resolve("boot"));

        assertEquals(Scenarios.named("boot"), converter.convert("boot"));
    }

    @Test
    void aNameWinsAndAPathMeansTheFile() throws IOException {
        Files.writeString(directory.resolve("boot"), MINE);

        assertEquals(Scenarios.named("boot"), converter.convert("boot"));
        assertEquals("mine", converter.convert("./boot").name());
        assertEquals(
                "mine", converter.convert(directory.resolve("boot").toString()).name());
    }

    @Test
    void whatIsNoNameMayBeAFileWithoutAnExtension() throws IOException {
        Files.writeString(directory.resolve("my-own"), MINE);

        assertEquals("mine", converter.convert("my-own").name());
    }

    @Test
    void aFileThatWasSavedWithAByteOrderMarkIsRead() throws IOException {
        Files.writeString(directory.resolve("mine.json"), "\uFEFF" + MINE);

        assertEquals("mine", converter.convert("mine.json").name());
    }

    @Test
    void whatCannotBeReadIsExplained() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        Files.write(directory.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xE4, '"', '}'});

        assertEquals("there is no file none.json", message("none.json"));
        assertEquals("there is no file ./none", message("./none"));
        assertEquals("./folder is a folder, not a file", message("./folder"));
        assertEquals("latin.json is not UTF-8", message("latin.json"));
    }

    @Test
    void aFileThatIsNoJsonIsExplainedWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("broken.json"), "{\n  \"name\": boot\n}");
        Files.writeString(directory.resolve("short.json"), "{\n  \"name\": \"boot\",");
        Files.writeString(directory.resolve("empty.json"), "");

        assertEquals("broken.json:2:11: the text is not JSON from here: boot", message("broken.json"));
        assertEquals("short.json:2:18: the text is not JSON: it ends before it is complete", message("short.json"));
        assertEquals("empty.json:1:1: the text is empty", message("empty.json"));
    }

    private String message(String nameOrFile) {
        return String.valueOf(assertThrows(TypeConversionException.class, () -> converter.convert(nameOrFile))
                .getMessage());
    }
}
