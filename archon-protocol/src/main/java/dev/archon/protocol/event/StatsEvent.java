package dev.archon.protocol.event;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The resources that the server uses, sent about every second. Any figure may be absent: older servers leave some out.
 *
 * <p>Numbers of bytes are unsigned: one of 2<sup>63</sup> or more is a negative {@code long}, which {@link
 * Long#toUnsignedString(long)} and {@link Long#compareUnsigned(long, long)} read.
 */
public final class StatsEvent implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "stats";

    private static final int FIGURES = 6;

    /** Not a number if there is none. */
    private final double cpuPercent;

    /** In the order of the constructor, 0 where there is none. */
    private final long[] bytes;

    /** One bit for each figure that there is. */
    private final int present;

    private StatsEvent(double cpuPercent, long[] bytes, int present) {
        this.cpuPercent = cpuPercent;
        this.bytes = bytes;
        this.present = present;
    }

    /**
     * Makes an event with every figure.
     *
     * @param cpuPercent 0 to 100, or more if the server may use several cores; empty if the server sent none
     * @param ramUsageBytes the number of bytes, unsigned; empty if the server sent none
     * @param ramTotalBytes the number of bytes, unsigned; empty if the server sent none
     * @param storageUsageBytes the number of bytes, unsigned; empty if the server sent none
     * @param storageTotalBytes the number of bytes, unsigned; empty if the server sent none
     * @param netTxBytes the number of bytes, unsigned; empty if the server sent none
     * @param netRxBytes the number of bytes, unsigned; empty if the server sent none
     * @throws IllegalArgumentException if the processor use is not a number
     */
    public StatsEvent(
            double cpuPercent,
            long ramUsageBytes,
            long ramTotalBytes,
            long storageUsageBytes,
            long storageTotalBytes,
            long netTxBytes,
            long netRxBytes) {
        this(
                checked(cpuPercent),
                new long[] {ramUsageBytes, ramTotalBytes, storageUsageBytes, storageTotalBytes, netTxBytes, netRxBytes},
                (1 << FIGURES) - 1);
    }

    /**
     * Starts an event without any figure.
     *
     * @return a builder; not for use by several threads
     */
    public static Builder builder() {
        return new Builder();
    }

    private static double checked(double cpuPercent) {
        if (Double.isNaN(cpuPercent)) {
            throw new IllegalArgumentException("cpuPercent is not a number");
        }
        return cpuPercent;
    }

    /**
     * Processor use.
     *
     * @return 0 to 100, or more if the server may use several cores; empty if the server sent none
     */
    public OptionalDouble cpuPercent() {
        return Double.isNaN(cpuPercent) ? OptionalDouble.empty() : OptionalDouble.of(cpuPercent);
    }

    /**
     * Memory in use.
     *
     * @return the number of bytes, unsigned; empty if the server sent none
     */
    public OptionalLong ramUsageBytes() {
        return figure(0);
    }

    /**
     * Memory that the server may use.
     *
     * @return the number of bytes, unsigned; empty if the server sent none
     */
    public OptionalLong ramTotalBytes() {
        return figure(1);
    }

    /**
     * Storage in use.
     *
     * @return the number of bytes, unsigned; empty if the server sent none
     */
    public OptionalLong storageUsageBytes() {
        return figure(2);
    }

    /**
     * Storage that the server may use.
     *
     * @return the number of bytes, unsigned; empty if the server sent none
     */
    public OptionalLong storageTotalBytes() {
        return figure(3);
    }

    /**
     * Bytes sent over the network.
     *
     * @return the number of bytes, unsigned; empty if the server sent none
     */
    public OptionalLong netTxBytes() {
        return figure(4);
    }

    /**
     * Bytes received over the network.
     *
     * @return the number of bytes, unsigned; empty if the server sent none
     */
    public OptionalLong netRxBytes() {
        return figure(5);
    }

    private OptionalLong figure(int index) {
        return (present & 1 << index) == 0 ? OptionalLong.empty() : OptionalLong.of(bytes[index]);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Whether another object is an event with equal figures.
     *
     * @param other what to compare with
     * @return whether they are equal
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatsEvent that
                && Double.compare(cpuPercent, that.cpuPercent) == 0
                && present == that.present
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Double.hashCode(cpuPercent);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("StatsEvent[cpuPercent=")
                .append(Double.isNaN(cpuPercent) ? "none" : String.valueOf(cpuPercent));
        String[] names = {
            "ramUsageBytes", "ramTotalBytes", "storageUsageBytes", "storageTotalBytes", "netTxBytes", "netRxBytes"
        };
        for (int i = 0; i < FIGURES; i++) {
            boolean there = (present & 1 << i) != 0;
            text.append(", ").append(names[i]).append('=').append(there ? Long.toUnsignedString(bytes[i]) : "none");
        }
        return text.append(']').toString();
    }

    /** The figures of an event, each absent until it is set. Not for use by several threads. */
    public static final class Builder {

        private double cpuPercent = Double.NaN;
        private final long[] bytes = new long[FIGURES];
        private int present;

        private Builder() {}

        /**
         * Sets {@link StatsEvent#cpuPercent()}.
         *
         * @param percent 0 to 100, and more with several cores
         * @return this builder
         * @throws IllegalArgumentException if it is not a number
         */
        public Builder cpuPercent(double percent) {
            cpuPercent = checked(percent);
            return this;
        }

        /**
         * Sets {@link StatsEvent#ramUsageBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder ramUsageBytes(long count) {
            return figure(0, count);
        }

        /**
         * Sets {@link StatsEvent#ramTotalBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder ramTotalBytes(long count) {
            return figure(1, count);
        }

        /**
         * Sets {@link StatsEvent#storageUsageBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder storageUsageBytes(long count) {
            return figure(2, count);
        }

        /**
         * Sets {@link StatsEvent#storageTotalBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder storageTotalBytes(long count) {
            return figure(3, count);
        }

        /**
         * Sets {@link StatsEvent#netTxBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder netTxBytes(long count) {
            return figure(4, count);
        }

        /**
         * Sets {@link StatsEvent#netRxBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder netRxBytes(long count) {
            return figure(5, count);
        }

        private Builder figure(int index, long count) {
            bytes[index] = count;
            present |= 1 << index;
            return this;
        }

        /**
         * Makes the event. The builder can be used on.
         *
         * @return an event with the figures that have been set
         */
        public StatsEvent build() {
            return new StatsEvent(cpuPercent, bytes.clone(), present);
        }
    }
}
