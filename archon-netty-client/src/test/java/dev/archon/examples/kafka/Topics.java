package dev.archon.examples.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of a fleet. */
final class Topics {

    /** The ids of the servers, as keys; compacted. The owner of a partition holds the servers in it. */
    static final String SERVERS = "archon-servers";

    /** The lines of the consoles, keyed by server id, with a {@link LineNumber} in the header. */
    static final String LINES = "archon-lines";

    /** The newest state of each server, keyed by its id; compacted. */
    static final String STATE = "archon-state";

    /** How far lines have been written, for the next owner of a server; compacted. Its partitions are those of the servers. */
    static final String PROGRESS = "archon-progress";

    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

    private Topics() {}

    /**
     * Creates those that are not there.
     *
     * @param partitions how many each has: the most backends that can share the fleet. The number must not be changed later
     * @param replicas on how many brokers each stands
     */
    static void create(Admin admin, int partitions, short replicas, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        List<NewTopic> missing = List.of(
                        new NewTopic(SERVERS, partitions, replicas).configs(COMPACTED),
                        new NewTopic(LINES, partitions, replicas),
                        new NewTopic(STATE, partitions, replicas).configs(COMPACTED),
                        new NewTopic(PROGRESS, partitions, replicas).configs(COMPACTED))
                .stream()
                .filter(topic -> !there.contains(topic.name()))
                .toList();
        admin.createTopics(missing).all().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
