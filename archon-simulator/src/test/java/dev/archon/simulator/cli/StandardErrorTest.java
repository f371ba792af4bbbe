package dev.archon.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a terminal whose standard error goes into a file, no codes for a terminal may go there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
class StandardErrorTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3, true",
        "/dev/tty1, true",
        "/dev/console, true",
        "/home/someone/errors.txt, false",
        "/dev/null, false",
        "pipe:[4711], false",
        "socket:[4711], false"
    })
    void aFileAndAPipeAreNoTerminal(String openFile, boolean expected) throws Exception {
        Path descriptor = Files.createSymbolicLink(folder.resolve("2"), Path.of(openFile));
        assertEquals(expected, StandardError.mayBeTerminal(descriptor));
    }

    @Test
    void whereTheSystemDoesNotSayItCodesAreAsForStandardOutput() {
        assertTrue(StandardError.mayBeTerminal(folder.resolve("none")));
    }
}
