/** Carries out on an event loop what the pure session machine decides. */
@NullMarked
package dev.archon.client.internal.session;

import org.jspecify.annotations.NullMarked;
