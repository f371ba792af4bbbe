/** The REST calls. */
@NullMarked
package dev.archon.client.internal.rest;

import org.jspecify.annotations.NullMarked;
