/**
 * What an embedder sees: the client, a handle for each server, subscriptions, status and errors.
 *
 * <p>Every type here may be used from any thread, except {@link dev.archon.client.ArchonClientBuilder}, which belongs to one.
 * No call waits for the network or a handler, except {@link dev.archon.client.ArchonClient#close()}, which takes 5 s at most.
 * Nothing is {@code null}, except where a parameter is marked as nullable.
 */
@NullMarked
package dev.archon.client;

import org.jspecify.annotations.NullMarked;
