/**
 * JSON to values and back: events, client messages, the bodies of the REST calls.
 *
 * <p>Everything works on bytes, so that it can be tested, fuzzed and measured without a socket. Every method is a pure
 * function, safe on any thread. A message that cannot be read is a {@link dev.archon.protocol.codec.ProtocolException},
 * and never another exception; it says which event, which field and where, and quotes nothing of the message, which might
 * hold a token.
 *
 * <p>What JSON leaves open is decided so:
 *
 * <ul>
 *   <li>Of two fields with one name the last counts.
 *   <li>Unknown fields are skipped, whatever they hold. Objects and arrays may be nested {@value
 *       dev.archon.protocol.codec.JsonReader#MAX_DEPTH} deep, numbers may have {@value
 *       dev.archon.protocol.codec.JsonReader#MAX_NUMBER_LENGTH} characters, names {@value
 *       dev.archon.protocol.codec.JsonReader#MAX_NAME_LENGTH}.
 *   <li>An integer field takes any number: {@code 1e3} is 1000, a fraction is cut off. One outside the range of
 *       {@code long} is an error.
 *   <li>A {@code double} field takes any number that is not too large for a {@code double}; {@code -0} is 0.
 *   <li>Escapes that stand for half of a surrogate pair are kept as they are, and written as escapes again.
 *   <li>Bytes that are not valid UTF-8, a byte order mark, anything after the object, and anything that is not an object
 *       are errors.
 * </ul>
 *
 * <p>Reading holds the message, a copy of its known text fields, and for objects in lists about twice their size; a
 * message of n bytes never needs more than 8 n bytes and a fixed amount.
 */
@NullMarked
package dev.archon.protocol.codec;

import org.jspecify.annotations.NullMarked;
