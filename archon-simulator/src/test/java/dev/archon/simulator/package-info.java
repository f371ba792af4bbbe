/** Tests over plain sockets and the JDK's HTTP client; never through Archon's own client. */
@NullMarked
package dev.archon.simulator;

import org.jspecify.annotations.NullMarked;
