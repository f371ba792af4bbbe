package dev.archon.benchmarks.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineAccountTest {

    private final LineAccount account = new LineAccount("demo");

    @Test
    void linesThatComeOnceAndInOrderAreDelivered() {
        lines(1, 2, 3);
        assertEquals(new LineAccount.Sum(3, 0, 0, 0, 3, List.of()), account.sum());
    }

    @Test
    void linesBeforeTheFirstOneThatCameAreCountedApart() {
        lines(5, 6);
        assertEquals(new LineAccount.Sum(2, 0, 0, 4, 6, List.of()), account.sum());
    }

    @Test
    void aMarkedGapAccountsForMissingLines() {
        lines(1);
        account.gap();
        lines(9);
        assertEquals(new LineAccount.Sum(2, 0, 7, 0, 9, List.of()), account.sum());
    }

    @Test
    void reportedDropsAccountForMissingLines() {
        lines(1);
        account.dropped(3);
        lines(5);
        account.dropped(2);
        assertEquals(new LineAccount.Sum(2, 5, 0, 0, 7, List.of()), account.sum());
    }

    @Test
    void missingLinesAreAFault() {
        lines(1, 3);
        assertFault("between lines 1 and 3");
    }

    @Test
    void aLineThatComesTwiceIsAFault() {
        lines(1, 2, 2);
        assertFault("line 2 came behind line 2");
    }

    @Test
    void aGapWhereNothingIsMissingIsAFault() {
        lines(1);
        account.gap();
        lines(2);
        assertFault("and there is a gap");
    }

    @Test
    void sumsAddUp() {
        LineAccount.Sum one = new LineAccount.Sum(1, 2, 3, 4, 5, List.of("a"));
        assertEquals(new LineAccount.Sum(2, 4, 6, 8, 10, List.of("a", "a")), one.plus(one));
    }

    private void lines(long... numbers) {
        for (long number : numbers) {
            account.line(number);
        }
    }

    private void assertFault(String part) {
        List<String> faults = account.sum().faults();
        assertEquals(1, faults.size());
        assertTrue(faults.get(0).contains(part), faults.get(0));
    }
}
