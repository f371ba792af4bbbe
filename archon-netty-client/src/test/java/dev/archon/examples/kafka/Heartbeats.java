package dev.archon.examples.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How long ago a member of a group has sent its last heartbeat. While one is not answered there is no other. */
final class Heartbeats {

    private static final String NAME = "last-heartbeat-seconds-ago";

    private Heartbeats() {}

    /** The age by the consumer's own metric; for ever if there has been no heartbeat. */
    static Duration age(Map<MetricName, ? extends Metric> metrics) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().name().equals(NAME))
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                .findFirst()
                .orElse(Duration.ofSeconds(Long.MAX_VALUE));
    }
}
