package dev.archon.simulator.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads stubs from files. */
final class StubFiles {

    private static final String ENDING = ".json";

    private final Path folder;
    private final Set<Path> bodies;

    private StubFiles(Path folder, Set<Path> bodies) {
        this.folder = folder;
        this.bodies = bodies;
    }

    static List<Stub> read(Path fileOrFolder) throws IOException {
        return Files.isDirectory(fileOrFolder)
                ? readFolder(fileOrFolder)
                : readFile(fileOrFolder, String.valueOf(fileOrFolder.getFileName()), new HashSet<>());
    }

    /** A file that holds no stub may be the body of one, which is known when all files have been read. */
    private static List<Stub> readFolder(Path folder) throws IOException {
        List<Stub> stubs = new ArrayList<>();
        Set<Path> bodies = new HashSet<>();
        Map<Path, ScenarioFormatException> problems = new LinkedHashMap<>();
        for (Path file : filesIn(folder)) {
            try {
                stubs.addAll(readFile(file, String.valueOf(file.getFileName()), bodies));
            } catch (ScenarioFormatException e) {
                problems.put(file.toAbsolutePath().normalize(), e);
            }
        }
        problems.keySet().removeAll(bodies);
        if (!problems.isEmpty()) {
            throw problems.values().iterator().next();
        }
        if (stubs.isEmpty()) {
            throw new IOException("the folder has no stub in a file whose name ends with " + ENDING);
        }
        return stubs;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static List<Stub> readFile(Path file, String name, Set<Path> bodies) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        StubFiles files = new StubFiles(folder == null ? Path.of("") : folder, bodies);
        return new StubFormat(files::body).readAll(LocatedJsonReader.read(name, text(file, name)));
    }

    private static String text(Path file, String name) throws IOException {
        if (Files.size(file) > LocatedJsonReader.MAX_CHARACTERS) {
            throw new IOException("the file is larger than " + LocatedJsonReader.MAX_CHARACTERS + " bytes");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            IOException problem = new IOException(name + " is not UTF-8");
            problem.initCause(e);
            throw problem;
        }
    }

    private String body(String name, SourceLocation place) {
        Path file = resolve(name, place);
        bodies.add(file);
        try {
            if (Files.size(file) > Stub.MAX_BODY) {
                throw place.problem("must have at most " + Stub.MAX_BODY + " bytes: " + name);
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw place.problem("must be a file that is there: " + name + " is not in " + folder);
        } catch (CharacterCodingException e) {
            throw place.problem("must be a file in UTF-8: " + name);
        } catch (IOException e) {
            throw place.problem("cannot be read: " + name + ": " + e.getMessage());
        }
    }

    private Path resolve(String name, SourceLocation place) {
        try {
            Path file = folder.resolve(name).normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw place.problem("must be the name of a file: " + name);
        }
        throw place.problem("must be in the folder of the stub file or below it: " + name);
    }
}
