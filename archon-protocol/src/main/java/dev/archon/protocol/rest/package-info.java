/**
 * The REST calls that stand beside the WebSocket: their paths, bodies and addresses, as plain values. No call is made
 * here.
 */
@NullMarked
package dev.archon.protocol.rest;

import org.jspecify.annotations.NullMarked;
