package dev.archon.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessSampleTest {

    @Test
    void theKernelsPartIsInTheFifteenthFieldWhateverTheNameOfTheProcessHolds() {
        assertEquals(
                420_000_000,
                ProcessSample.kernelNanosOf("4711 (java) 9) S 1 2 3 4 5 6 7 8 9 10 1700 42 0 0 20 0 12 0 99\n"));
    }
}
