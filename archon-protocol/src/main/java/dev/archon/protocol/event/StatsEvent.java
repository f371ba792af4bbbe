package dev.archon.protocol.event;

import static dev.archon.protocol.event.Checks.required;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The resources that the server uses, sent about every second. Any figure may be absent: older servers leave some out.
 *
 * <p>Numbers of bytes are unsigned: one of 2<sup>63</sup> or more is a negative {@code long}, which {@link
 * Long#toUnsignedString(long)} and {@link Long#compareUnsigned(long, long)} read.
 *
 * @param cpuPercent processor use, 0 to 100, or more if the server may use several cores; empty if the server sent none
 * @param ramUsageBytes bytes of memory in use, unsigned; empty if the server sent none
 * @param ramTotalBytes bytes of memory that the server may use, unsigned; empty if the server sent none
 * @param storageUsageBytes bytes of storage in use, unsigned; empty if the server sent none
 * @param storageTotalBytes bytes of storage that the server may use, unsigned; empty if the server sent none
 * @param netTxBytes bytes sent over the network, unsigned; empty if the server sent none
 * @param netRxBytes bytes received over the network, unsigned; empty if the server sent none
 */
public record StatsEvent(
        OptionalDouble cpuPercent,
        OptionalLong ramUsageBytes,
        OptionalLong ramTotalBytes,
        OptionalLong storageUsageBytes,
        OptionalLong storageTotalBytes,
        OptionalLong netTxBytes,
        OptionalLong netRxBytes)
        implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "stats";

    /**
     * Checks that nothing is {@code null}.
     *
     * @throws IllegalArgumentException if the processor use is not a number
     */
    public StatsEvent {
        required(cpuPercent, "cpuPercent");
        required(ramUsageBytes, "ramUsageBytes");
        required(ramTotalBytes, "ramTotalBytes");
        required(storageUsageBytes, "storageUsageBytes");
        required(storageTotalBytes, "storageTotalBytes");
        required(netTxBytes, "netTxBytes");
        required(netRxBytes, "netRxBytes");
        checked(cpuPercent.orElse(0));
    }

    /**
     * Makes an event with every figure.
     *
     * @param cpuPercent processor use, 0 to 100, or more if the server may use several cores
     * @param ramUsageBytes bytes of memory in use, unsigned
     * @param ramTotalBytes bytes of memory that the server may use, unsigned
     * @param storageUsageBytes bytes of storage in use, unsigned
     * @param storageTotalBytes bytes of storage that the server may use, unsigned
     * @param netTxBytes bytes sent over the network, unsigned
     * @param netRxBytes bytes received over the network, unsigned
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
                OptionalDouble.of(cpuPercent),
                OptionalLong.of(ramUsageBytes),
                OptionalLong.of(ramTotalBytes),
                OptionalLong.of(storageUsageBytes),
                OptionalLong.of(storageTotalBytes),
                OptionalLong.of(netTxBytes),
                OptionalLong.of(netRxBytes));
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

    @Override
    public String type() {
        return TYPE;
    }

    /** The figures of an event, each absent until it is set. Not for use by several threads. */
    public static final class Builder {

        private OptionalDouble cpuPercent = OptionalDouble.empty();
        private OptionalLong ramUsageBytes = OptionalLong.empty();
        private OptionalLong ramTotalBytes = OptionalLong.empty();
        private OptionalLong storageUsageBytes = OptionalLong.empty();
        private OptionalLong storageTotalBytes = OptionalLong.empty();
        private OptionalLong netTxBytes = OptionalLong.empty();
        private OptionalLong netRxBytes = OptionalLong.empty();

        private Builder() {}

        /**
         * Sets {@link StatsEvent#cpuPercent()}.
         *
         * @param percent 0 to 100, and more with several cores
         * @return this builder
         * @throws IllegalArgumentException if it is not a number
         */
        public Builder cpuPercent(double percent) {
            cpuPercent = OptionalDouble.of(checked(percent));
            return this;
        }

        /**
         * Sets {@link StatsEvent#ramUsageBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder ramUsageBytes(long count) {
            ramUsageBytes = OptionalLong.of(count);
            return this;
        }

        /**
         * Sets {@link StatsEvent#ramTotalBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder ramTotalBytes(long count) {
            ramTotalBytes = OptionalLong.of(count);
            return this;
        }

        /**
         * Sets {@link StatsEvent#storageUsageBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder storageUsageBytes(long count) {
            storageUsageBytes = OptionalLong.of(count);
            return this;
        }

        /**
         * Sets {@link StatsEvent#storageTotalBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder storageTotalBytes(long count) {
            storageTotalBytes = OptionalLong.of(count);
            return this;
        }

        /**
         * Sets {@link StatsEvent#netTxBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder netTxBytes(long count) {
            netTxBytes = OptionalLong.of(count);
            return this;
        }

        /**
         * Sets {@link StatsEvent#netRxBytes()}.
         *
         * @param count the number of bytes, unsigned
         * @return this builder
         */
        public Builder netRxBytes(long count) {
            netRxBytes = OptionalLong.of(count);
            return this;
        }

        /**
         * Makes the event. The builder can be used on.
         *
         * @return an event with the figures that have been set
         */
        public StatsEvent build() {
            return new StatsEvent(
                    cpuPercent,
                    ramUsageBytes,
                    ramTotalBytes,
                    storageUsageBytes,
                    storageTotalBytes,
                    netTxBytes,
                    netRxBytes);
        }
    }
}
