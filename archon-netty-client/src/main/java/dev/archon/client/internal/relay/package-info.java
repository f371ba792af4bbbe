/** Log lines as bytes, on their way from the event loop to relays. */
@NullMarked
package dev.archon.client.internal.relay;

import org.jspecify.annotations.NullMarked;
