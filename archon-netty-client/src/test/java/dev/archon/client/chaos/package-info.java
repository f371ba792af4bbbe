/** Random faults over real sockets, and what must come out of it: each line once and in order, or told to be missing. */
@NullMarked
package dev.archon.client.chaos;

import org.jspecify.annotations.NullMarked;
