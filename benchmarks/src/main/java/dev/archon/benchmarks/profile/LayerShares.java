package dev.archon.benchmarks.profile;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the samples of a profile fall to the layers. */
public final class LayerShares {

    private static final double LEAST_SHOWN = 0.005;
    private static final Pattern MARK = Pattern.compile("_\\[.\\]$");

    private final Map<Layer, Long> samples;
    private final Map<Layer, Map<String, Long>> innermost;
    private final long all;

    private LayerShares(Map<Layer, Long> samples, Map<Layer, Map<String, Long>> innermost) {
        this.samples = samples;
        this.innermost = innermost;
        this.all = samples.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Reads collapsed stacks: the thread and the frames, the outermost first, separated by semicolons, then a space and a number
     * of samples.
     *
     * @param collapsed the lines
     * @return the shares
     * @throws IllegalArgumentException if there are no samples
     */
    public static LayerShares of(List<String> collapsed) {
        Map<Layer, Long> samples = new EnumMap<>(Layer.class);
        Map<Layer, Map<String, Long>> innermost = new EnumMap<>(Layer.class);
        for (String line : collapsed) {
            int space = line.lastIndexOf(' ');
            if (space > 0) {
                long count = Long.parseLong(line.substring(space + 1));
                List<String> stack = List.of(line.substring(0, space).split(";", -1));
                Layer layer = Layer.of(stack);
                samples.merge(layer, count, Long::sum);
                innermost
                        .computeIfAbsent(layer, none -> new HashMap<>())
                        .merge(stack.get(stack.size() - 1), count, Long::sum);
            }
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("the profile has no samples");
        }
        return new LayerShares(samples, innermost);
    }

    /**
     * The share of a layer.
     *
     * @param layer the layer
     * @return from 0 to 1
     */
    public double share(Layer layer) {
        return samples.getOrDefault(layer, 0L) / (double) all;
    }

    /**
     * Writes a table, the largest share first.
     *
     * @param nanosAnEvent the processor time of one event, which is spread over the layers; {@code NaN} if it is not known
     * @return a table in Markdown, without shares of less than half a percent
     */
    public String table(double nanosAnEvent) {
        StringBuilder text =
                new StringBuilder("| layer | CPU, in percent | ns/event | mostly in |\n|---|---:|---:|---|\n");
        samples.keySet().stream()
                .sorted(Comparator.<Layer>comparingDouble(this::share).reversed())
                .filter(layer -> share(layer) >= LEAST_SHOWN)
                .forEach(layer -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %s | %s |\n",
                        layer.title(),
                        100 * share(layer),
                        Double.isNaN(nanosAnEvent)
                                ? "?"
                                : String.format(Locale.ROOT, "%.0f", nanosAnEvent * share(layer)),
                        mostlyIn(layer))));
        return text.toString();
    }

    private String mostlyIn(Layer layer) {
        return innermost.getOrDefault(layer, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(2)
                .map(entry -> "`" + shortName(entry.getKey()) + "`")
                .collect(Collectors.joining(", "));
    }

    /** Without the package, and without the profiler's mark of how it was compiled. */
    private static String shortName(String frame) {
        return MARK.matcher(frame.substring(frame.lastIndexOf('/') + 1)).replaceAll("");
    }
}
