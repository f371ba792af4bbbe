/** What the REST calls and the WebSockets have in common: the way to another host, TLS, names, and words for errors. */
@NullMarked
package dev.archon.client.internal.net;

import org.jspecify.annotations.NullMarked;
