package dev.archon.examples.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a partition of the compacted topic of progress says, read from its beginning to the reader's own claim.
 *
 * <p>A backend takes a partition by writing a claim; the offset of that record is the claim's number. The claim counts from where a
 * second record confirms it. From then on its writer writes the tails of its servers, and up to which offsets of the lines they
 * are complete. What an earlier claim's writer adds behind the confirmation of a later claim is ignored. The keys name the claim, so
 * that compaction does not put it in the place of what a later claim's writer has written. It may put it in the place of what the same
 * writer has written before: if a tail has been lost by that, the offsets do not count, and the lines are read from their beginning.
 *
 * <p>Used by one thread at a time.
 */
final class ProgressView {

    /** The key of a claim, which gets its number by it. Its value is the backend's name. */
    static final String CLAIM = "claim";

    /** Begins the key of the record that confirms a claim. */
    static final String CONFIRMED = "confirmed/";

    private static final String TAIL = "tail/";
    private static final String OFFSETS = "offsets/";

    private final Map<String, Written<Tail>> tails = new HashMap<>();
    private final Set<String> outdated = new TreeSet<>();
    private Written<Map<Integer, Long>> offsets = new Written<>(-1, Map.of());
    private long claim = -1;
    private long lastClaim = -1;

    private record Written<T>(long claim, T value) {}

    /** The key of the record that confirms a claim. Its value is the backend's name. */
    static String confirmedKey(long claim) {
        return CONFIRMED + claim;
    }

    /** The key of a server's tail. */
    static String tailKey(long claim, String server) {
        return TAIL + claim + "/" + server;
    }

    /** The key of the offsets. */
    static String offsetsKey(long claim) {
        return OFFSETS + claim;
    }

    /**
     * Takes the next record.
     *
     * @param offset its offset
     * @param key its key
     * @param value its value; {@code null} if it was removed
     * @throws IllegalArgumentException if it is none of this topic
     */
    void record(long offset, String key, byte @Nullable [] value) {
        if (key.equals(CLAIM)) {
            lastClaim = offset;
        } else if (value == null) {
            outdated.remove(key);
        } else if (key.startsWith(CONFIRMED)) {
            confirmed(Long.parseLong(key, CONFIRMED.length(), key.length(), 10));
        } else if (key.startsWith(TAIL)) {
            tail(key, value);
        } else if (key.startsWith(OFFSETS)) {
            offsets(key, value);
        } else {
            throw new IllegalArgumentException("the topic of progress has no key " + key);
        }
    }

    private void confirmed(long number) {
        if (number < claim) {
            outdated.add(confirmedKey(number));
            return;
        }
        if (claim >= 0) {
            outdated.add(confirmedKey(claim));
        }
        claim = number;
    }

    private void tail(String key, byte[] value) {
        int slash = key.indexOf('/', TAIL.length());
        long by = Long.parseLong(key, TAIL.length(), slash, 10);
        String server = key.substring(slash + 1);
        if (by < claim) {
            outdated.add(key);
            late(by, server);
            return;
        }
        Written<Tail> before = tails.put(server, new Written<>(by, Tail.ofBytes(value)));
        if (before != null && before.claim() != by) {
            outdated.add(tailKey(before.claim(), server));
        }
    }

    /** Notes that a claim's writer has written a tail too late, which ends the older record of the same key by compaction. */
    private void late(long by, String server) {
        Written<Tail> counting = tails.get(server);
        if (by == offsets.claim() && (counting == null || counting.claim() < by)) {
            // The offsets would let the lines up to there be left out, and the server's numbers begin anew. Readers
            // would
            // drop all that comes then.
            outdated.add(offsetsKey(by));
            offsets = new Written<>(-1, Map.of());
        }
    }

    private void offsets(String key, byte[] value) {
        long by = Long.parseLong(key, OFFSETS.length(), key.length(), 10);
        if (by < claim) {
            outdated.add(key);
            return;
        }
        if (offsets.claim() >= 0 && offsets.claim() != by) {
            outdated.add(offsetsKey(offsets.claim()));
        }
        offsets = new Written<>(by, offsetsOf(value));
    }

    /**
     * Whether the partition is held by a claim, as far as the topic was read. It has to be read up to the record that confirms the
     * claim: if another claim stands between, its backend may confirm it later, although it has lost the partition again.
     */
    boolean isHeldBy(long number) {
        return claim == number && lastClaim == number;
    }

    /** The newest claim that is confirmed; -1 if there is none. */
    long claim() {
        return claim;
    }

    /** The tail of a server as it was written last; empty if there is none. */
    Tail tail(String server) {
        Written<Tail> found = tails.get(server);
        return found == null ? new Tail() : found.value().copy();
    }

    /** Up to which offset of each partition of the lines the tails are complete; without those of which nothing is known. */
    Map<Integer, Long> offsets() {
        return offsets.value();
    }

    /** The claim whose writer has written the offsets: what earlier ones have written behind them does not count. */
    long offsetsClaim() {
        return Math.max(0, offsets.claim());
    }

    /**
     * The keys whose records the next writer may remove. Those that count are not among them: the writer may be lost, and
     * its own records come behind the confirmation of a later claim, whose writer then goes on from these.
     */
    List<String> removable() {
        return List.copyOf(outdated);
    }

    /** The servers that have a tail. */
    Set<String> servers() {
        return Set.copyOf(tails.keySet());
    }

    static byte[] toBytes(Map<Integer, Long> offsets) {
        ByteBuffer bytes = ByteBuffer.allocate(offsets.size() * (Integer.BYTES + Long.BYTES));
        new TreeMap<>(offsets)
                .forEach((partition, offset) -> bytes.putInt(partition).putLong(offset));
        return bytes.array();
    }

    private static Map<Integer, Long> offsetsOf(byte[] value) {
        int entry = Integer.BYTES + Long.BYTES;
        if (value.length % entry != 0) {
            throw new IllegalArgumentException("offsets have " + entry + " bytes each: " + value.length);
        }
        Map<Integer, Long> offsets = new HashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(value);
        while (bytes.hasRemaining()) {
            offsets.put(bytes.getInt(), bytes.getLong());
        }
        return offsets;
    }
}
