package dev.archon.simulator.cli;

import dev.archon.simulator.scenario.ScenarioFormatException;
import dev.archon.simulator.scenario.Stub;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the stubs of a file or a folder. */
final class StubsConverter implements ITypeConverter<StubsConverter.Stubs> {

    /** picocli calls it. */
    StubsConverter() {}

    /**
     * What one option holds.
     *
     * @param all the stubs, in their order
     */
    record Stubs(List<Stub> all) {}

    @Override
    public Stubs convert(String path) {
        try {
            return new Stubs(Stub.read(Path.of(path)));
        } catch (NoSuchFileException e) {
            throw problem("there is no file or folder " + path, e);
        } catch (IOException e) {
            throw problem("cannot read " + path + ": " + e.getMessage(), e);
        } catch (ScenarioFormatException | InvalidPathException e) {
            throw problem(String.valueOf(e.getMessage()), e);
        }
    }

    private static TypeConversionException problem(String message, Exception cause) {
        TypeConversionException problem = new TypeConversionException(message);
        problem.initCause(cause);
        return problem;
    }
}
