package dev.archon.benchmarks.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws how many servers are back over time as an SVG, a line for each kind of jitter. */
final class ReturnChart {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 160;
    private static final int TOP = 64;
    private static final int BOTTOM = 44;
    private static final int STEPS = 200;
    private static final int LEGEND_ROW = 22;
    private static final List<String> COLORS = List.of("#1a7f37", "#0969da", "#bf5b00", "#8250df");

    private final StringBuilder svg = new StringBuilder();
    private final double longest;
    private final int count;

    private ReturnChart(Map<String, List<Double>> returns, int count) {
        this.count = count;
        this.longest = Math.max(
                1,
                returns.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1));
    }

    /**
     * Draws the chart.
     *
     * @param returns for each kind the seconds at which a server was back, ascending
     * @param count how many servers there are
     * @param subtitle how it was measured, in a line
     */
    static String of(Map<String, List<Double>> returns, int count, String subtitle) {
        return new ReturnChart(returns, count).draw(returns, subtitle);
    }

    private String draw(Map<String, List<Double>> returns, String subtitle) {
        element(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT);
        element("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(16, 24, "start", "#1f2328", "Servers that are back after all connections were dropped at once");
        text(16, 42, "start", "#59636e", subtitle);
        for (int quarter = 0; quarter <= 4; quarter++) {
            double y = y(count * quarter / 4.0);
            element("<path d=\"M%d %.1fH%d\" stroke=\"#d8dee4\"/>", LEFT, y, WIDTH - RIGHT);
            text(LEFT - 6, (int) y + 4, "end", "#59636e", String.format(Locale.ROOT, "%,d", count * quarter / 4));
            double seconds = longest * quarter / 4;
            double x = x(seconds);
            element("<path d=\"M%.1f %dV%d\" stroke=\"#d8dee4\"/>", x, TOP, HEIGHT - BOTTOM);
            text((int) x, HEIGHT - BOTTOM + 16, "middle", "#59636e", String.format(Locale.ROOT, "%.0f s", seconds));
        }
        int row = 0;
        for (Map.Entry<String, List<Double>> entry : returns.entrySet()) {
            String color = COLORS.get(row % COLORS.size());
            line(entry.getValue(), color);
            int y = TOP + row * LEGEND_ROW;
            element("<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>", WIDTH - RIGHT + 16, y, color);
            text(WIDTH - RIGHT + 38, y + 6, "start", "#1f2328", entry.getKey());
            row++;
        }
        element("</svg>");
        return svg.toString();
    }

    private void line(List<Double> seconds, String color) {
        StringBuilder points = new StringBuilder();
        for (int step = 0; step <= STEPS; step++) {
            double at = longest * step / STEPS;
            long back = seconds.stream().filter(second -> second <= at).count();
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(at), y((double) back)));
        }
        element(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                points.toString().strip(), color);
    }

    private double x(double seconds) {
        return LEFT + seconds / longest * (WIDTH - LEFT - RIGHT);
    }

    private double y(double servers) {
        return HEIGHT - BOTTOM - servers / count * (HEIGHT - TOP - BOTTOM);
    }

    private void text(int x, int y, String anchor, String color, String text) {
        element("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>", x, y, anchor, color, text);
    }

    private void element(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
