/** A catalogue of servers that do what no well-behaved Archon does, and of what the client makes of each. */
@NullMarked
package dev.archon.client.hostile;

import org.jspecify.annotations.NullMarked;
