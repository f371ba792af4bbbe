package dev.archon.benchmarks.fleet;

import java.util.ArrayList;
import java.util.List;

/** Samples of a figure over time, and the straight line that fits them best. Used by one thread. */
final class Trend {

    private final List<double[]> samples = new ArrayList<>();

    void add(double seconds, double figure) {
        samples.add(new double[] {seconds, figure});
    }

    int size() {
        return samples.size();
    }

    /**
     * How fast the figure grows by the method of least squares, over the samples from a time on.
     *
     * @param fromSeconds earlier samples do not count
     * @return the figure's growth a second; 0 for fewer than two samples
     */
    double slope(double fromSeconds) {
        List<double[]> part =
                samples.stream().filter(sample -> sample[0] >= fromSeconds).toList();
        double meanTime =
                part.stream().mapToDouble(sample -> sample[0]).average().orElse(0);
        double meanFigure =
                part.stream().mapToDouble(sample -> sample[1]).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (double[] sample : part) {
            products += (sample[0] - meanTime) * (sample[1] - meanFigure);
            squares += (sample[0] - meanTime) * (sample[0] - meanTime);
        }
        return squares == 0 ? 0 : products / squares;
    }
}
