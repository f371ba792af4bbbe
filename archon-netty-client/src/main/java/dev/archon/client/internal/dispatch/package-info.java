/** From the event loop to the handlers: order, bounds, and errors of handlers. */
@NullMarked
package dev.archon.client.internal.dispatch;

import org.jspecify.annotations.NullMarked;
