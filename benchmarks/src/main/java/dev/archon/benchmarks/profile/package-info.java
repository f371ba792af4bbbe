/** Tells by a profile in which layer of the client the processor time goes. */
@NullMarked
package dev.archon.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
