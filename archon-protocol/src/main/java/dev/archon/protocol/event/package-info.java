/**
 * The events that a server sends: one type for each, all under {@link dev.archon.protocol.event.ArchonEvent}.
 *
 * <p>They are plain immutable values; they know nothing of JSON. The rules are the same for every one of them:
 *
 * <ul>
 *   <li>Counts, times and exit codes are {@code long}. Numbers of bytes and files are unsigned: {@link
 *       Long#toUnsignedString(long)} reads those of 2<sup>63</sup> and more. So it is with an exit code or a time that is
 *       so large, but these may be negative too. Progress is {@code double} and kept as the server sent it; the accessor
 *       {@code clampedProgress()} makes it a fraction of 0 to 1.
 *   <li>A field that the server may leave out is an {@link java.util.Optional} or one of its primitive variants; it is empty
 *       too if the field is {@code null} or of another type. Only fields without which an event means nothing are always
 *       there. Nothing is ever {@code null}: constructors throw {@link NullPointerException} naming the component.
 *   <li>A field with a fixed set of values has two accessors: {@code state()}, the record's component, returns the text as it
 *       was on the wire, and {@code stateValue()} an enum constant, {@code UNKNOWN} for a value that is absent or that this
 *       version does not know.
 *   <li>{@link dev.archon.protocol.event.Log4jEvent} and {@link dev.archon.protocol.event.StatsEvent}, of which any part may be
 *       absent, have builders.
 *   <li>{@link dev.archon.protocol.codec.EventCodec#encode(ArchonEvent)} writes an event with the names of the protocol, such as
 *       {@code exit_code}. A JSON mapper that works by reflection writes exactly the components of the records, with their own
 *       names, such as {@code exitCode}, and the texts of the wire.
 * </ul>
 */
@NullMarked
package dev.archon.protocol.event;

import org.jspecify.annotations.NullMarked;
