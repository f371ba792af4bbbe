/** REST calls: when they may be made, how they are sent, their time limit, and how their failures are described. */
@NullMarked
package dev.archon.client.internal.rest;

import org.jspecify.annotations.NullMarked;
