package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.Judgement;
import dev.archon.simulator.conformance.Seen;
import dev.archon.simulator.conformance.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON, to be read by programs. */
public final class JsonReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonReport() {}

    /**
     * Writes results.
     *
     * @param client the name of the client
     * @param results the results
     * @return one JSON object: {@code client}, and {@code cases} with {@code id}, {@code title}, {@code verdict}, {@code
     *     evidence}, {@code seconds}, and in {@code journal} what was seen
     */
    public static String write(String client, List<CaseResult> results) {
        ObjectNode report = JSON.createObjectNode().put("client", client);
        ArrayNode cases = report.putArray("cases");
        for (CaseResult result : results) {
            ObjectNode one = cases.addObject()
                    .put("id", result.given().id())
                    .put("title", result.given().title())
                    .put("source", result.given().source())
                    .put("verdict", result.verdict().word());
            result.judgement().evidence().forEach(one.putArray("evidence")::add);
            one.put("seconds", result.journal().end().toMillis() / 1000.0);
            ArrayNode journal = one.putArray("journal");
            for (Seen seen : result.journal().seen()) {
                journal.addObject()
                        .put("seconds", seen.at().toMillis() / 1000.0)
                        .put("kind", seen.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                        .put("text", SeenText.of(seen));
            }
            result.output().forEach(one.putArray("output")::add);
        }
        return report.toPrettyString() + "\n";
    }

    /**
     * What a report says.
     *
     * @param client the name of the client
     * @param judgements the judgement of each case, by the case's name
     */
    public record Column(String client, Map<String, Judgement> judgements) {

        /** Copies the map. */
        public Column {
            judgements = Map.copyOf(judgements);
        }
    }

    /**
     * Reads a report that {@link #write} wrote.
     *
     * @param json the report
     * @return the judgements
     * @throws IllegalArgumentException if it is no such report
     */
    public static Column read(String json) {
        try {
            JsonNode report = JSON.readTree(json);
            Map<String, Judgement> judgements = new LinkedHashMap<>();
            for (JsonNode one : report.path("cases")) {
                List<String> evidence = new ArrayList<>();
                one.path("evidence").forEach(text -> evidence.add(text.asString()));
                judgements.put(
                        one.path("id").asString(),
                        new Judgement(Verdict.of(one.path("verdict").asString()), evidence));
            }
            return new Column(report.path("client").asString(), judgements);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no report that --json wrote", e);
        }
    }
}
