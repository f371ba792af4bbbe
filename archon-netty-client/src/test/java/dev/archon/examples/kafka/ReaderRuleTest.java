package dev.archon.examples.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.archon.examples.kafka.ReaderRule.Verdict;
import org.junit.jupiter.api.Test;

class ReaderRuleTest {

    private final ReaderRule rule = new ReaderRule();

    @Test
    void theNextLineIsTakenAndOneThatHasComeBeforeIsDropped() {
        assertEquals(Verdict.TAKE, judge(7, 0));
        assertEquals(Verdict.TAKE, judge(7, 1));
        assertEquals(Verdict.DROP, judge(7, 1));
        assertEquals(Verdict.DROP, judge(7, 0));
        assertEquals(Verdict.TAKE, judge(7, 2));
    }

    @Test
    void aNumberThatWasLeftOutMarksAGap() {
        assertEquals(Verdict.TAKE, judge(7, 0));
        assertEquals(Verdict.TAKE_AFTER_GAP, judge(7, 2));
        assertEquals(Verdict.TAKE, judge(7, 3));
    }

    @Test
    void aWriterThatHasLostTheServerIsNotHeardAnyMoreFromTheBeginningOfTheNextOneOn() {
        assertEquals(Verdict.TAKE, judge(7, 0));
        assertEquals(Verdict.NO_LINE, judge(9, LineNumber.NO_LINE));
        assertEquals(Verdict.DROP, judge(7, 1));
        assertEquals(Verdict.TAKE, judge(9, 1));
        assertEquals(Verdict.DROP, judge(7, 2));
        assertEquals(Verdict.NO_LINE, judge(7, LineNumber.NO_LINE));
        assertEquals(Verdict.TAKE, judge(9, 2));
    }

    @Test
    void aReaderThatComesLateBeginsWithWhatThereIs() {
        assertEquals(Verdict.NO_LINE, judge(7, LineNumber.NO_LINE));
        assertEquals(Verdict.TAKE, judge(7, 1_000));
        assertEquals(Verdict.TAKE, judge(7, 1_001));
    }

    @Test
    void aReaderThatStartsAgainGoesOnFromWhatItHasKept() {
        assertEquals(Verdict.TAKE, judge(7, 41));
        ReaderRule again = new ReaderRule();
        again.resume("server", rule.last("server"));
        assertEquals(Verdict.DROP, again.judge("server", new LineNumber(7, 41)));
        assertEquals(Verdict.TAKE, again.judge("server", new LineNumber(7, 42)));
    }

    @Test
    void ofAServerWhoseNumbersBeginAgainNothingIsTakenUntilTheyAreAboveTheLastOne() {
        assertEquals(Verdict.TAKE, judge(7, 2));
        assertEquals(Verdict.NO_LINE, judge(9, LineNumber.NO_LINE));
        assertEquals(Verdict.DROP, judge(9, 0));
        assertEquals(Verdict.DROP, judge(9, 1));
        assertEquals(Verdict.DROP, judge(9, 2));
        assertEquals(Verdict.TAKE, judge(9, 3));
    }

    @Test
    void serversAreJudgedEachByItself() {
        assertEquals(Verdict.TAKE, judge(7, 5));
        assertEquals(Verdict.TAKE, rule.judge("another", new LineNumber(1, 0)));
    }

    private Verdict judge(long claim, long number) {
        return rule.judge("server", new LineNumber(claim, number));
    }
}
