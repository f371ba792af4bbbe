package dev.archon.protocol.event;

/**
 * What the server uses, sent every few seconds.
 *
 * @param cpuPercent processor use, 0 to 100 of what the server may use
 * @param ramUsageBytes memory in use, in bytes
 * @param ramTotalBytes memory the server may use, in bytes
 * @param storageUsageBytes storage in use, in bytes
 * @param storageTotalBytes storage the server may use, in bytes
 * @param netTxBytes bytes sent over the network
 * @param netRxBytes bytes received over the network
 */
public record StatsEvent(
        double cpuPercent,
        long ramUsageBytes,
        long ramTotalBytes,
        long storageUsageBytes,
        long storageTotalBytes,
        long netTxBytes,
        long netRxBytes)
        implements ArchonEvent {

    /** The name on the wire. */
    public static final String TYPE = "stats";

    @Override
    public String type() {
        return TYPE;
    }
}
