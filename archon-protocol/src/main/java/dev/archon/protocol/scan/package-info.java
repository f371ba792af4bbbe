/**
 * The messages of which there are many, {@code log} and {@code log4j}, read where they lie in an array: their form, their
 * text and their lines are found by bytes, eight at a time, and no object is made for each message.
 *
 * <p>The readers belong to one thread each and are used again for the next message. What they do not take, the codecs do;
 * both must agree on everything that is taken here. The package is exported to the modules of this project only, so that
 * it can change with the speed that it is made for.
 */
@NullMarked
package dev.archon.protocol.scan;

import org.jspecify.annotations.NullMarked;
