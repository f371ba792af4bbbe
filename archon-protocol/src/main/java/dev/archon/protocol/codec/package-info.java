/**
 * JSON to values and back: events, client messages, the bodies of the REST calls.
 *
 * <p>Everything works on bytes, so that it can be tested, fuzzed and measured without a socket. Every method is a pure
 * function, safe on any thread. A message that cannot be read is a {@link dev.archon.protocol.codec.ProtocolException},
 * and never another exception; it says which event, which field and where, and quotes nothing of the message, which might
 * hold a token. No parameter may be {@code null}, and nothing returned is; the offsets in errors count bytes of UTF-8.
 *
 * <p>What JSON leaves open, and what is odd, is decided so (in the order of the test {@code OddInputTest}):
 *
 * <ul>
 *   <li>A message that is empty, an array, or a plain value is an error.
 *   <li>Anything but white space behind the object is an error, and so is a byte order mark before it.
 *   <li>Of two plain fields with one name the last counts, and the first is not looked at. Of two objects or lists with one
 *       name the last counts too, but the first must be readable.
 *   <li>Objects and arrays may be nested {@value dev.archon.protocol.codec.JsonReader#MAX_DEPTH} deep, whatever field they
 *       stand in; deeper ones are an error.
 *   <li>An integer field takes any number: {@code 1e3} is 1000, {@code -0} is 0, a fraction is cut off. One outside the
 *       range of {@code long} is an error, however it is written.
 *   <li>A {@code double} field takes any number: {@code -0} is 0, and so is one too small for a {@code double}; one too
 *       large for a {@code double} is an error.
 *   <li>{@code NaN}, {@code Infinity} and other texts that are no JSON numbers are errors, also in quotes. Numbers may have
 *       {@value dev.archon.protocol.codec.JsonReader#MAX_NUMBER_LENGTH} digits; longer ones are an error.
 *   <li>Escapes that stand for half of a surrogate pair, or for NUL, are kept as they are and written as escapes again.
 *       Control characters without an escape, and bytes that are not valid UTF-8, are errors.
 *   <li>Names of fields may have about {@value dev.archon.protocol.codec.JsonReader#MAX_NAME_LENGTH} bytes; longer ones are
 *       an error.
 *   <li>A field that is absent and one that is {@code null} are the same. Where the field is required that is an error, as
 *       is a value of the wrong type. Unknown fields are skipped, whatever they hold.
 *   <li>There is no limit on the size of a message; whoever receives messages sets one. One of 16 MiB is read like any
 *       other.
 * </ul>
 *
 * <p>Reading takes time in proportion to a message's size, and keeps nothing from one message to the next. While it reads a
 * message of n bytes it holds at most 8 n bytes and a fixed amount, the message included, and allocates at most 40 n bytes
 * in all ({@code MemoryTest} holds it to that, with messages made to take as much as they can). Reading from a
 * {@link java.lang.String}, or from a buffer without an array, adds a copy of the message.
 */
@NullMarked
package dev.archon.protocol.codec;

import org.jspecify.annotations.NullMarked;
