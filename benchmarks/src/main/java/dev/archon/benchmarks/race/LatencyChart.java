package dev.archon.benchmarks.race;

import dev.archon.benchmarks.contender.Contender;
import dev.archon.benchmarks.contender.Contender.Side;
import dev.archon.benchmarks.workload.Quantiles;
import java.util.List;
import java.util.Locale;

/**
 * Draws the distribution of latencies as an SVG: a line for each contender, the share of the lines on a scale that spreads
 * the slowest of them, the latency on a logarithmic scale.
 */
final class LatencyChart {

    private static final int WIDTH = 980;
    private static final int HEIGHT = 480;
    private static final int LEFT = 70;
    private static final int RIGHT = 330;
    private static final int TOP = 64;
    private static final int BOTTOM = 44;
    private static final int LEGEND_ROW = 20;
    private static final double MICROS = 1e3;
    private static final List<String> NINES = List.of("0", "90 %", "99 %", "99.9 %", "99.99 %");
    private static final List<String> OURS = List.of("#1a7f37", "#2da44e", "#7fd493");
    private static final List<String> PEERS = List.of("#3d4f7a", "#8f4f7a", "#b5762a", "#6e7fa3", "#a0522d");

    private final Results results;
    private final Comparison comparison;
    private final List<Contender> contenders;
    private final StringBuilder svg = new StringBuilder();
    private final int lowest;
    private final int highest;

    private LatencyChart(Results results, Comparison comparison) {
        this.results = results;
        this.comparison = comparison;
        this.contenders = MarkdownReport.sorted(results, comparison).stream()
                .filter(contender ->
                        !results.distribution(comparison, contender).isEmpty())
                .toList();
        double[] figures = contenders.stream()
                .flatMap(contender -> results.distribution(comparison, contender).stream())
                .mapToDouble(nanos -> Math.log10(Math.max(1, nanos / MICROS)))
                .sorted()
                .toArray();
        this.lowest = figures.length == 0 ? 0 : (int) Math.floor(figures[0]);
        this.highest = figures.length == 0 ? 1 : Math.max(lowest + 1, (int) Math.ceil(figures[figures.length - 1]));
    }

    /**
     * Draws the chart.
     *
     * @param subtitle the machine and the rounds, in a line
     */
    static String of(Results results, Comparison comparison, String subtitle) {
        return new LatencyChart(results, comparison).draw(subtitle);
    }

    private String draw(String subtitle) {
        element(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT);
        element("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(16, 24, "start", "#1f2328", comparison.title());
        text(16, 42, "start", "#59636e", subtitle);
        axes();
        int peers = 0;
        int ours = 0;
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            boolean own = contender.side() == Side.OURS;
            String color = own ? OURS.get(ours++ % OURS.size()) : PEERS.get(peers++ % PEERS.size());
            line(contender, color, own ? "" : " stroke-dasharray=\"6 3\"");
            int y = TOP + i * LEGEND_ROW;
            int x = WIDTH - RIGHT + 24;
            element("<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>", x, y, color);
            text(x + 22, y + 6, "start", "#1f2328", contender.title());
        }
        element("</svg>");
        return svg.toString();
    }

    private void axes() {
        for (int nine = 0; nine < NINES.size(); nine++) {
            double x = x(nine * Quantiles.FOR_EACH_NINE);
            element("<path d=\"M%.1f %dV%d\" stroke=\"#d8dee4\"/>", x, TOP, HEIGHT - BOTTOM);
            text((int) x, HEIGHT - BOTTOM + 16, "middle", "#59636e", NINES.get(nine));
        }
        for (int power = lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power) * MICROS);
            element("<path d=\"M%d %.1fH%d\" stroke=\"#d8dee4\"/>", LEFT, y, WIDTH - RIGHT);
            text(LEFT - 6, (int) y + 4, "end", "#59636e", String.format(Locale.ROOT, "%,.0f µs", Math.pow(10, power)));
        }
        text(LEFT, HEIGHT - 8, "start", "#59636e", "share of the lines that took no longer");
    }

    private void line(Contender contender, String color, String attributes) {
        StringBuilder points = new StringBuilder();
        List<Double> latencies = results.distribution(comparison, contender);
        for (int i = 0; i < latencies.size(); i++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(latencies.get(i))));
        }
        element(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                points.toString().strip(), color, attributes);
    }

    private static double x(int quantile) {
        double all = (NINES.size() - 1) * Quantiles.FOR_EACH_NINE;
        return LEFT + quantile / all * (WIDTH - LEFT - RIGHT);
    }

    private double y(double nanos) {
        double height = (Math.log10(Math.max(1, nanos / MICROS)) - lowest) / (highest - lowest);
        return HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM);
    }

    private void text(int x, int y, String anchor, String color, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        element("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>", x, y, anchor, color, escaped);
    }

    private void element(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
