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

/** Scenarios by the name of one that is ready, or by a file. */
final class ScenarioConverter implements ITypeConverter<Scenario> {

    @Override
    public Scenario convert(String nameOrFile) {
        try {
            boolean file = nameOrFile.endsWith(".json") || Files.exists(Path.of(nameOrFile));
            return file ? Scenario.read(Path.of(nameOrFile)) : Scenarios.named(nameOrFile);
        } catch (NoSuchFileException e) {
            throw problem("there is no file " + nameOrFile, e);
        } catch (CharacterCodingException e) {
            throw problem(nameOrFile + " is not UTF-8", e);
        } catch (IOException e) {
            throw problem("cannot read " + nameOrFile + ": " + e.getMessage(), e);
        } catch (ScenarioFormatException | IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()), e);
        }
    }

    private static TypeConversionException problem(String message, Exception cause) {
        TypeConversionException problem = new TypeConversionException(message);
        problem.initCause(cause);
        return problem;
    }
}
