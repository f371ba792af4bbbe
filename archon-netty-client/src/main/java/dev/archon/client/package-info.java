/**
 * What an embedder sees: the client, a handle for each server, subscriptions, status and errors.
 *
 * <p>Every type here may be used from any thread. No call blocks. Nothing is {@code null}.
 */
@NullMarked
package dev.archon.client;

import org.jspecify.annotations.NullMarked;
