/** Fits the history that a server replays after a reconnect to what came before. Pure: no sockets, threads or clocks. */
@NullMarked
package dev.archon.client.internal.console;

import org.jspecify.annotations.NullMarked;
