package dev.archon.simulator.conformance.report;

import dev.archon.simulator.conformance.CaseResult;
import dev.archon.simulator.conformance.Verdict;
import java.util.List;
import java.util.Locale;

/** Results as one page that needs nothing else: no script, no other file. */
public final class HtmlReport {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ground:#fff;--card:#f6f7f9;--text:#1b1f24;--soft:#57606a;--line:#d0d7de;
            --pass:#1a7f37;--weak:#8a5a00;--fail:#c11a1f;--not-seen:#57606a;--server:#0a5cc2;--client:#7a3fb5;--kit:#8a5a00}
            @media (prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1d2126;--text:#e6e9ed;--soft:#a4adb8;
            --line:#3a424c;--pass:#5bc873;--weak:#e2b04a;--fail:#ff8680;--not-seen:#a4adb8;--server:#79b6ff;
            --client:#cf9ff5;--kit:#e2b04a}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:64rem;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--text);
            font:16px/1.5 system-ui,sans-serif}
            h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:0}p,ul{margin:.4rem 0}
            a{color:inherit}table{border-collapse:collapse;width:100%;margin:1rem 0}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
            th{color:var(--soft);font-weight:600}
            section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:1rem 0}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.5rem 0}
            dt{color:var(--soft)}dd{margin:0}
            .verdict{font-weight:700;white-space:nowrap}
            .pass{color:var(--pass)}.weak{color:var(--weak)}.fail{color:var(--fail)}.not-seen{color:var(--not-seen)}
            .timeline{overflow-x:auto}svg{display:block;width:100%;min-width:40rem;height:auto;margin:.6rem 0}
            svg text{font:12px system-ui,sans-serif;fill:var(--soft)}
            .axis{stroke:var(--line)}.server{fill:var(--server)}.client{fill:var(--client)}.kit{fill:var(--kit)}
            pre{overflow:auto;max-height:24rem;margin:.4rem 0;padding:.6rem;background:var(--ground);
            border:1px solid var(--line);border-radius:6px;font-size:.8rem}
            summary{cursor:pointer;color:var(--soft)}
            @media (max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
            """;

    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param client the name of the client
     * @param results the results
     * @return the page, to be saved in UTF-8
     */
    public static String write(String client, List<CaseResult> results) {
        StringBuilder page = new StringBuilder();
        String title = "Conformance of " + Html.text(client);
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<title>")
                .append(title)
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body><main>\n<h1>")
                .append(title)
                .append("</h1>\n<p>")
                .append(TextReport.summary(results))
                .append("</p>\n");
        table(page, results);
        results.forEach(result -> section(page, result));
        return page.append("</main></body></html>\n").toString();
    }

    private static void table(StringBuilder page, List<CaseResult> results) {
        page.append("<table><thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Case</th>")
                .append("<th scope=\"col\">What was seen</th></tr></thead><tbody>\n");
        for (CaseResult result : results) {
            page.append("<tr><td>")
                    .append(verdict(result.verdict()))
                    .append("</td><td><a href=\"#")
                    .append(result.given().id())
                    .append("\">")
                    .append(Html.text(result.given().title()))
                    .append("</a></td><td>")
                    .append(Html.text(result.judgement().evidence().get(0)))
                    .append("</td></tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private static String verdict(Verdict verdict) {
        return "<span class=\"verdict " + verdict.word().replace(' ', '-') + "\">" + verdict.word() + "</span>";
    }

    private static void section(StringBuilder page, CaseResult result) {
        page.append("<section id=\"")
                .append(result.given().id())
                .append("\"><h2>")
                .append(verdict(result.verdict()))
                .append(" \u00b7 ")
                .append(Html.text(result.given().title()))
                .append("</h2>\n<dl>");
        entry(page, "Case", result.given().id());
        entry(page, "Server", result.given().server());
        entry(page, "Good client", result.given().client());
        entry(page, "Source", result.given().source());
        page.append("</dl>\n<ul>");
        result.judgement()
                .evidence()
                .forEach(text -> page.append("<li>").append(Html.text(text)).append("</li>"));
        page.append("</ul>\n")
                .append("<div class=\"timeline\" tabindex=\"0\">")
                .append(Timeline.svg(result.journal()))
                .append("</div>\n");
        details(page, "Journal", journal(result));
        if (!result.output().isEmpty()) {
            details(page, "Output of the client", String.join("\n", result.output()));
        }
        page.append("</section>\n");
    }

    private static void entry(StringBuilder page, String term, String text) {
        page.append("<dt>")
                .append(term)
                .append("</dt><dd>")
                .append(Html.text(text))
                .append("</dd>");
    }

    private static void details(StringBuilder page, String summary, String text) {
        page.append("<details><summary>")
                .append(summary)
                .append("</summary><pre tabindex=\"0\">")
                .append(Html.text(text))
                .append("</pre></details>\n");
    }

    private static String journal(CaseResult result) {
        StringBuilder lines = new StringBuilder();
        result.journal().seen().stream()
                .limit(Timeline.MOST)
                .forEach(seen -> lines.append(
                        String.format(Locale.ROOT, "%8.3f  %s%n", seen.at().toMillis() / 1000.0, SeenText.of(seen))));
        int left = result.journal().seen().size() - Timeline.MOST;
        return left > 0 ? lines + "and " + left + " more\n" : lines.toString();
    }
}
