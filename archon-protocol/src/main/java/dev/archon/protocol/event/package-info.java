/**
 * What a server says: one record for each event, all under {@link dev.archon.protocol.event.ArchonEvent}.
 *
 * <p>Records are plain immutable values; they know nothing of JSON. The rules are the same for every one of them:
 *
 * <ul>
 *   <li>Byte counts, times and sequence numbers are {@code long}. Fractions of progress are {@code double} and kept as the
 *       server sent them, also outside 0 to 1; the accessor {@code clampedProgress()} brings them into that range.
 *   <li>A field that the server may leave out or send as {@code null} is an {@link java.util.Optional} or one of its
 *       primitive kin. Absent and {@code null} are the same. No component is ever {@code null}: constructors throw
 *       {@link NullPointerException} naming the component.
 *   <li>A field with a fixed set of values has two accessors: {@code state()} gives an enum constant, {@code UNKNOWN} for
 *       a value this version does not know, and {@code stateText()} the text as it was on the wire.
 * </ul>
 */
@NullMarked
package dev.archon.protocol.event;

import org.jspecify.annotations.NullMarked;
