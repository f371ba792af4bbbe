package dev.archon.client.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class OverlapProperties {

    @Property
    void comparingOnceGivesWhatComparingLineByLineGives(
            @ForAll @NotEmpty @Size(max = 40) List<@IntRange(max = 2) Integer> before,
            @ForAll @Size(max = 60) List<@IntRange(max = 2) Integer> replay,
            @ForAll @IntRange(min = 1, max = 50) int limit) {
        Overlap lineByLine = new Overlap(memory(before, limit), true, Long.MAX_VALUE);
        Overlap once = new Overlap(memory(before, limit), true, -1);
        for (int line : replay) {
            boolean decided = lineByLine.next(line);
            once.next(line);
            assertEquals(lineByLine.length(), once.length());
            if (decided) {
                break;
            }
        }
    }

    @Example
    void linesThatAreAllAlikeHoldNobodyUp() {
        int many = 200_000;
        LineMemory memory = new LineMemory(many);
        for (int i = 0; i < many; i++) {
            memory.add(7);
        }
        Overlap overlap = new Overlap(memory, true);
        for (int i = 0; i < many; i++) {
            overlap.next(7);
        }
        assertEquals(many, overlap.length());
        // Line by line there were 20,000,000,000.
        assertTrue(overlap.comparisons() < 6_000_000, "comparisons: " + overlap.comparisons());
    }

    private static LineMemory memory(List<Integer> lines, int limit) {
        LineMemory memory = new LineMemory(limit);
        lines.forEach(memory::add);
        return memory;
    }
}
