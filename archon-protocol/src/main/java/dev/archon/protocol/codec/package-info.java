/**
 * JSON to values and back: events, client messages, the bodies of the REST calls.
 *
 * <p>Everything works on bytes, so that it can be tested, fuzzed and measured without a socket. The codecs are pure
 * functions, safe on any thread. What cannot be read is a {@link dev.archon.protocol.codec.ProtocolException}, and never another exception; it says which message, which
 * field and where, and quotes nothing of the message, which might hold a token. No parameter may be {@code null}, and nothing returned is; the offsets in errors count bytes of UTF-8.
 *
 * <p>Events are read leniently, because servers change without notice:
 *
 * <ul>
 *   <li>A field is required only where the event means nothing without it: {@code log.message}, {@code power-state.state},
 *       {@code state.power_variant}, {@code uptime.uptime}, {@code id}, {@code task} and {@code state} of
 *       {@code backup-progress}, {@code installation-result.result}, {@code install-progress.items},
 *       {@code filesystem-ops.all}. Any other that is absent, {@code null} or of another type is empty.
 *   <li>An element of a list that is no object, or of which nothing can be read, is left out; the others are kept.
 *   <li>Numbers may be written as integers, with a fraction, or as text in quotes.
 *   <li>Any other JSON is an {@link dev.archon.protocol.event.UnknownEvent} with all its text untouched: an event with a
 *       name of its own, one without a required field, one without a name, several objects in one message, a plain value.
 *       Only what is no JSON in UTF-8, or beyond the limits below, is an error. So nothing that a server sends is lost
 *       silently.
 * </ul>
 *
 * <p>Client messages, credentials and tokens are read strictly: a required field that is missing or of another type is an
 * error, and so is anything but one object.
 *
 * <p>What JSON leaves open, and what is odd, is decided so (in the order of the test {@code OddInputTest}):
 *
 * <ul>
 *   <li>A message that is empty is an error. One that is an array or a plain value is an unknown event.
 *   <li>An event with more JSON behind it is an unknown event, and what is there is not read. Something else than JSON
 *       there is an error, and so is a byte order mark before it.
 *   <li>Of two fields with one name the last counts, also where it cannot be read.
 *   <li>Objects and arrays may be nested {@value dev.archon.protocol.codec.JsonReader#MAX_DEPTH} deep, whatever field they
 *       stand in; deeper ones are an error.
 *   <li>An integer field takes any number: {@code 1e3} is 1000, {@code -0} is 0, a fraction is cut off. One above the range
 *       of {@code long} and below 2<sup>64</sup> is the {@code long} with the same bits; one outside is the same as none.
 *       A number of bytes or files below 0 is the same as none too.
 *   <li>A {@code double} field takes any number: {@code -0} is 0, and so is one too small for a {@code double}; one too
 *       large for a {@code double} is the same as none.
 *   <li>{@code NaN}, {@code Infinity} and other texts that are no JSON numbers are errors; in quotes, where a number should
 *       be, they are the same as none. Numbers may have
 *       {@value dev.archon.protocol.codec.JsonReader#MAX_NUMBER_LENGTH} digits; longer ones are an error.
 *   <li>Escapes that stand for half of a surrogate pair, or for NUL, are kept as they are and written as escapes again.
 *       Control characters without an escape, and bytes that are not valid UTF-8, are errors.
 *   <li>Names of fields may have about {@value dev.archon.protocol.codec.JsonReader#MAX_NAME_LENGTH} bytes; longer ones are
 *       an error.
 *   <li>A field that is absent, one that is {@code null} and one of another type are the same. Unknown fields are skipped,
 *       whatever they hold.
 *   <li>There is no limit on the size of a message; whoever receives messages sets one. One of 16 MiB is read like any
 *       other.
 * </ul>
 *
 * <p>Reading takes time in proportion to a message's size, and keeps nothing from one message to the next. While it reads a
 * message of n bytes it holds at most 12 n bytes and a fixed amount, the message included, and allocates at most 50 n bytes
 * in all ({@code MemoryTest} holds it to that, with messages made to take as much as they can). Reading from a
 * {@link java.lang.String}, or from a buffer without an array, adds a copy of the message.
 */
@NullMarked
package dev.archon.protocol.codec;

import org.jspecify.annotations.NullMarked;
