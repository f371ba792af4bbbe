/** Tests of what an embedder does not see. */
@NullMarked
package dev.archon.client.internal.session;

import org.jspecify.annotations.NullMarked;
