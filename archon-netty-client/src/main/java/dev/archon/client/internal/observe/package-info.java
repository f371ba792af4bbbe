/** Makes a client observable: counters, flight recorder events, log lines. */
@NullMarked
package dev.archon.client.internal.observe;

import org.jspecify.annotations.NullMarked;
