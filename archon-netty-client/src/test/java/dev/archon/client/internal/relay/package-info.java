/** Tests of what an embedder does not see. */
@NullMarked
package dev.archon.client.internal.relay;

import org.jspecify.annotations.NullMarked;
