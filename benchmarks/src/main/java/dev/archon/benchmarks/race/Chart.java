package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.contender.Contender.Side;
import java.util.List;
import java.util.Locale;

/** Draws one comparison as an SVG: a row for each contender, a panel for each metric, whiskers from the minimum to the maximum. */
final class Chart {

    private static final int LABEL_WIDTH = 300;
    private static final int PANEL_WIDTH = 250;
    /** Room for the figure behind the longest bar. */
    private static final int FIGURE_WIDTH = 80;

    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final int TOP = 74;
    private static final int MARGIN = 16;
    private static final int LEGEND_WIDTH = 110;
    private static final List<Metric> PANELS = List.of(Metric.RATE, Metric.CPU, Metric.ALLOCATED);

    private final Results results;
    private final Comparison comparison;
    private final List<Contender> contenders;
    private final StringBuilder svg = new StringBuilder();

    private Chart(Results results, Comparison comparison) {
        this.results = results;
        this.comparison = comparison;
        this.contenders = MarkdownReport.sorted(results, comparison);
    }

    /**
     * Draws the chart.
     *
     * @param subtitle the machine and the rounds, in a line
     */
    static String of(Results results, Comparison comparison, String subtitle) {
        return new Chart(results, comparison).draw(subtitle);
    }

    private String draw(String subtitle) {
        int width = MARGIN + LABEL_WIDTH + PANELS.size() * (PANEL_WIDTH + FIGURE_WIDTH) + MARGIN;
        int height = TOP + contenders.size() * ROW + MARGIN;
        element(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">",
                width, height, width, height);
        element("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
        text(MARGIN, 24, "#1f2328", "font-size=\"15\" font-weight=\"600\"", "Race: " + comparison.title());
        text(MARGIN, 42, "#59636e", "", subtitle);
        legend(width);
        for (int row = 0; row < contenders.size(); row++) {
            int y = TOP + row * ROW;
            text(MARGIN, y + BAR - 3, "#1f2328", "", contenders.get(row).title());
        }
        for (int panel = 0; panel < PANELS.size(); panel++) {
            panel(PANELS.get(panel), MARGIN + LABEL_WIDTH + panel * (PANEL_WIDTH + FIGURE_WIDTH));
        }
        element("</svg>");
        return svg.toString();
    }

    private void legend(int width) {
        int x = width - MARGIN - Side.values().length * LEGEND_WIDTH;
        for (Side side : Side.values()) {
            element("<circle cx=\"%d\" cy=\"20\" r=\"5\" fill=\"%s\"/>", x + 5, color(side));
            String name = switch (side) {
                case OURS -> "this client";
                case PEER -> "other clients";
                case BASELINE -> "no client";
            };
            text(x + 16, 24, "#59636e", "", name);
            x += LEGEND_WIDTH;
        }
    }

    private void panel(Metric metric, int left) {
        String better = metric == Metric.RATE ? "more is better" : "less is better";
        text(left, TOP - 12, "#59636e", "font-weight=\"600\"", FigureFormat.unit(metric) + ", " + better);
        double most = contenders.stream()
                .flatMap(contender -> results.spread(comparison, contender, metric).stream())
                .mapToDouble(Spread::max)
                .max()
                .orElse(1);
        double scale = PANEL_WIDTH / Math.max(most, Double.MIN_NORMAL);
        for (int row = 0; row < contenders.size(); row++) {
            Contender contender = contenders.get(row);
            int y = TOP + row * ROW;
            results.spread(comparison, contender, metric)
                    .ifPresentOrElse(
                            spread -> bar(metric, spread, contender, left, y, scale),
                            () -> text(left + 6, y + BAR - 3, "#59636e", "", "?"));
        }
        element(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#818b98\"/>",
                left, TOP - 4, left, TOP + contenders.size() * ROW - ROW + BAR + 4);
    }

    private void bar(Metric metric, Spread spread, Contender contender, int left, int y, double scale) {
        element(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                left, y, spread.median() * scale, BAR, color(contender.side()));
        double from = left + spread.min() * scale;
        double to = left + spread.max() * scale;
        int middle = y + BAR / 2;
        if (to - from >= 2) {
            element(
                    "<path d=\"M%.1f %dH%.1fM%.1f %dv6M%.1f %dv6\" stroke=\"#1f2328\" fill=\"none\"/>",
                    from, middle, to, from, middle - 3, to, middle - 3);
        }
        text((int) to + 6, y + BAR - 3, "#1f2328", "", FigureFormat.of(metric, spread.median()));
    }

    private static String color(Side side) {
        return switch (side) {
            case OURS -> "#1a7f37";
            case PEER -> "#6e7fa3";
            case BASELINE -> "#c8ccd1";
        };
    }

    private void text(int x, int y, String color, String attributes, String text) {
        element("<text x=\"%d\" y=\"%d\" fill=\"%s\" %s>%s</text>", x, y, color, attributes, escape(text));
    }

    private void element(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
