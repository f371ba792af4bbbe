package dev.archon.simulator.cli;

import dev.archon.simulator.scenario.Scenario;
import dev.archon.simulator.scenario.ScenarioFormatException;
import dev.archon.simulator.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Finds scenarios by the name of a built-in one, or by a file. A name wins over a file of the same name; what has a slash
 * or ends with {@code .json} is always a file.
 */
final class ScenarioConverter implements ITypeConverter<Scenario> {

    private final Path directory;

    /** Reads files relative to the working directory; picocli calls it. */
    ScenarioConverter() {
        this(Path.of(""));
    }

    ScenarioConverter(Path directory) {
        this.directory = directory;
    }

    @Override
    public Scenario convert(String nameOrFile) {
        try {
            Path file = directory.resolve(nameOrFile);
            return isPath(nameOrFile) ? read(nameOrFile, file) : named(nameOrFile, file);
        } catch (IOException e) {
            throw problem("cannot read " + nameOrFile + ": " + e.getMessage(), e);
        } catch (ScenarioFormatException | IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isPath(String text) {
        return text.endsWith(".json") || text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
    }

    private static Scenario named(String name, Path file) throws IOException {
        try {
            return Scenarios.named(name);
        } catch (IllegalArgumentException e) {
            if (Files.isRegularFile(file)) {
                return read(name, file);
            }
            throw e;
        }
    }

    private static Scenario read(String name, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TypeConversionException(name + " is a folder, not a file");
        }
        try {
            return Scenario.read(file);
        } catch (NoSuchFileException e) {
            throw problem("there is no file " + name, e);
        } catch (CharacterCodingException e) {
            throw problem(name + " is not UTF-8", e);
        }
    }

    private static TypeConversionException problem(String message, Exception cause) {
        TypeConversionException problem = new TypeConversionException(message);
        problem.initCause(cause);
        return problem;
    }
}
