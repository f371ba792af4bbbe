/** What REST calls and WebSockets share: the route to a host, TLS, name resolution, and the description of errors. */
@NullMarked
package dev.archon.client.internal.net;

import org.jspecify.annotations.NullMarked;
