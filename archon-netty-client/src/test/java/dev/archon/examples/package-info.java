/** Programs to start from: a console and a dashboard for one server, and a demo that plays a server's whole life. */
@NullMarked
package dev.archon.examples;

import org.jspecify.annotations.NullMarked;
