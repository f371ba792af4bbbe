/** Programs to start from: a console for one server, and a demo that plays a server's whole life. */
@NullMarked
package dev.archon.examples;

import org.jspecify.annotations.NullMarked;
