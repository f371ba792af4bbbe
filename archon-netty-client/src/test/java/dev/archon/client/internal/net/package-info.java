/** How addresses, proxies and errors of the network are dealt with, without a network. */
@NullMarked
package dev.archon.client.internal.net;

import org.jspecify.annotations.NullMarked;
