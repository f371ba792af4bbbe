@NullMarked
package dev.archon.client.internal.handshake;

import org.jspecify.annotations.NullMarked;
