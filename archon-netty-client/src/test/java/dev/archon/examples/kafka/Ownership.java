package dev.archon.examples.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks the coordinator of the backends' group which partitions of the ids a member owns. What the member's own consumer says may be
 * old: it learns of a loss by heartbeats only.
 *
 * <p>It makes two requests, since neither is enough. The description of the group names the member's partitions and its epoch, but a
 * broker that is not the coordinator any more, and does not know it yet, may still return one. A commit of offsets is accepted by the
 * true coordinator only, and refused to a member with another epoch, but it does not look at partitions: a member that repeats
 * its whole heartbeat before its consumer has acknowledged a new partition may lose that partition and stay a member, with the next
 * epoch. A member loses no partition without a new epoch, so a commit by the description's epoch proves that both were true.
 *
 * <p>Used by one thread at a time, that of the consumer.
 */
final class Ownership {

    private final Admin admin;
    private final Duration limit;

    /**
     * Makes a check.
     *
     * @param admin not closed by this
     * @param limit how long the coordinator may take
     */
    Ownership(Admin admin, Duration limit) {
        this.admin = admin;
        this.limit = limit;
    }

    /**
     * Returns the partitions that no other member of the group owned at some time during this call.
     *
     * @param member the consumer of this backend
     * @param ends the partitions that are asked for, with the offsets up to which their ids are being read, which are committed
     * @return those of them that the member owned; fewer than it owns while the group gives it a new epoch: ask again then
     */
    Set<Integer> confirmed(KafkaConsumer<String, byte[]> member, Map<Integer, Long> ends)
            throws InterruptedException, ExecutionException, TimeoutException {
        String id = member.groupMetadata().memberId();
        Optional<MemberDescription> described =
                members().stream().filter(each -> each.consumerId().equals(id)).findAny();
        Map<TopicPartition, OffsetAndMetadata> owned = new HashMap<>();
        described
                .map(each -> each.assignment().topicPartitions())
                .orElse(Set.of())
                .forEach(partition -> {
                    Long end = ends.get(partition.partition());
                    if (end != null && partition.topic().equals(Topics.SERVERS)) {
                        owned.put(partition, new OffsetAndMetadata(end));
                    }
                });
        if (owned.isEmpty() || !isCommitted(member, owned)) {
            return Set.of();
        }
        // The consumer has committed by an epoch that was not later than its epoch now, nor earlier than the
        // description's.
        ConsumerGroupMetadata now = member.groupMetadata();
        if (!described.flatMap(MemberDescription::memberEpoch).equals(Optional.of(now.generationId()))) {
            return Set.of();
        }
        Set<Integer> partitions = new TreeSet<>();
        owned.keySet().forEach(each -> partitions.add(each.partition()));
        return partitions;
    }

    private Collection<MemberDescription> members() throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Map<String, ConsumerGroupDescription> groups = admin.describeConsumerGroups(List.of(KafkaClients.GROUP))
                    .all()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return groups.values().stream()
                    .flatMap(group -> group.members().stream())
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean isCommitted(KafkaConsumer<String, byte[]> member, Map<TopicPartition, OffsetAndMetadata> offsets)
            throws TimeoutException {
        try {
            member.commitSync(offsets, limit);
            return true;
        } catch (CommitFailedException e) {
            // The group has given the member up, or a new epoch.
            return false;
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            TimeoutException away = new TimeoutException(
                    "the coordinator of the group " + KafkaClients.GROUP + " has not taken a commit for " + limit);
            away.initCause(e);
            throw away;
        }
    }
}
