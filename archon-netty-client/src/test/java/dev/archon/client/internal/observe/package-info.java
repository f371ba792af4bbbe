/** Tests of counting, recording and logging. */
@NullMarked
package dev.archon.client.internal.observe;

import org.jspecify.annotations.NullMarked;
