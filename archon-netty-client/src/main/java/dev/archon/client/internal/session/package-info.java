/** Runs the pure session machine of each server on an event loop: feeds its inputs and carries out its effects. */
@NullMarked
package dev.archon.client.internal.session;

import org.jspecify.annotations.NullMarked;
