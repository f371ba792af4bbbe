/** What can be seen of a client from outside: counters, flight recorder events, log lines. */
@NullMarked
package dev.archon.client.internal.observe;

import org.jspecify.annotations.NullMarked;
