package dev.archon.simulator.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.archon.simulator.conformance.CaseJournal;
import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.ConformanceCase;
import dev.archon.simulator.conformance.ConformanceCases;
import dev.archon.simulator.conformance.Judgement;
import dev.archon.simulator.conformance.Seen;
import dev.archon.simulator.conformance.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final String NASTY = "<script>alert('&\"')</script>\u001b[31m";

    @Test
    void thePageHoldsEveryCaseAndRunsNothing() {
        String page = HtmlReport.write(NASTY, results());
        for (ConformanceCase one : ConformanceCases.all()) {
            assertTrue(page.contains("<section id=\"" + one.id() + "\">"), one.id());
            assertTrue(page.contains("href=\"#" + one.id() + "\""), one.id());
        }
        assertFalse(page.contains("<script"), "what a client prints must not run");
        assertFalse(page.contains("\u001b"), "a page has no control characters");
        assertFalse(page.matches("(?s).*(src=|https?://|@import|url\\().*"), "the page needs no other file");
        assertTrue(page.contains("prefers-color-scheme:dark"));
        assertTrue(page.contains("&lt;script&gt;"));
        assertTrue(page.contains("5.000 s: kit: timed out waiting for a pong"), "the timeline tells what was seen");
    }

    @Test
    void aLongJournalIsDrawnInPart() {
        List<Seen> many = new ArrayList<>();
        IntStream.range(0, 10_000).forEach(i -> many.add(new Seen.Done(Duration.ofMillis(i), "step")));
        CaseResult result = new CaseResult(
                ConformanceCases.all().get(0),
                new CaseJournal(many, Duration.ofSeconds(10)),
                new Judgement(Verdict.PASS, List.of("Good.")),
                List.of());
        String page = HtmlReport.write("client", List.of(result));
        assertTrue(page.contains("and 8000 more"));
        assertTrue(page.length() < 1_000_000, "the page stays small");
    }

    @Test
    void verdictsAreReadFromTheJsonThatWasWritten() {
        List<CaseResult> results = results();
        JsonReport.Column read = JsonReport.read(JsonReport.write("my client", results));
        assertEquals("my client", read.client());
        assertEquals(results.size(), read.judgements().size());
        results.forEach(result -> assertEquals(
                result.judgement(), read.judgements().get(result.given().id())));
        assertThrows(IllegalArgumentException.class, () -> JsonReport.read("no JSON"));
        assertThrows(
                IllegalArgumentException.class,
                () -> JsonReport.read("{\"cases\":[{\"id\":\"ping\",\"verdict\":\"great\",\"evidence\":[\"a\"]}]}"));
    }

    @Test
    void aTableHasAColumnForEachClient() {
        List<ConformanceCase> cases = ConformanceCases.all().subList(0, 2);
        Judgement good = new Judgement(Verdict.PASS, List.of("Good."));
        Judgement bad = new Judgement(Verdict.FAIL, List.of("Bad.", "Very."));
        String id = cases.get(0).id();
        List<String> lines = MarkdownTable.lines(
                cases,
                List.of(new JsonReport.Column("one", Map.of(id, good)), new JsonReport.Column("two", Map.of(id, bad))));
        assertEquals("| case | one | two |", lines.get(0));
        assertEquals("|---|---|---|", lines.get(1));
        assertTrue(lines.get(2).endsWith("| pass | **fail** |"), lines.get(2));
        assertTrue(lines.get(3).endsWith("| not seen | not seen |"), lines.get(3));
        assertEquals("|  | 1 pass, 1 not seen | 1 fail, 1 not seen |", lines.get(4));
        assertTrue(lines.contains("- `" + id + "` Bad. Very."), lines.toString());
        assertEquals(
                Map.of(cases.get(0).id(), Verdict.FAIL, cases.get(1).id(), Verdict.NOT_SEEN),
                MarkdownTable.read(lines, 2));
    }

    @Test
    void theTextShowsTheOutputOfFailedCasesAndTheNumbers() {
        List<String> lines = TextReport.lines(results());
        assertTrue(lines.contains("    " + NASTY.replace('\u001b', '\ufffd')), "what the client printed");
        assertTrue(lines.get(lines.size() - 1).matches("\\d+ pass, \\d+ weak, \\d+ fail, \\d+ not seen"));
    }

    /** Every case, with each verdict in turn. */
    private static List<CaseResult> results() {
        List<Verdict> all = List.of(Verdict.values());
        List<CaseResult> results = new ArrayList<>();
        for (ConformanceCase one : ConformanceCases.all()) {
            Verdict verdict = all.get(results.size() % all.size());
            CaseJournal journal = new CaseJournal(
                    List.of(
                            new Seen.Done(Duration.ofSeconds(1), NASTY),
                            new Seen.Missed(Duration.ofSeconds(5), "a pong"),
                            new Seen.Exited(Duration.ofSeconds(6), 1)),
                    Duration.ofSeconds(6));
            results.add(new CaseResult(one, journal, new Judgement(verdict, List.of("First.", NASTY)), List.of(NASTY)));
        }
        return results;
    }
}
