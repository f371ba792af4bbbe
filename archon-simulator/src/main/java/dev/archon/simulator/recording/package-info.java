/**
 * Recordings of the traffic between a client and an Archon: their file format, its reader and its writer, and the proxy that
 * records. The simulator that replays them is outside.
 *
 * <p>A recording is text in UTF-8, one JSON object a line. The first line is the header:
 *
 * <pre>{"format":"archon-recording","version":1,"started":"2026-11-01T12:00:00Z","upstream":"https://archon.modrinth.com"}</pre>
 *
 * <p>Every other line has {@code at}, the microseconds since {@code started}, and a {@code kind}:
 *
 * <ul>
 *   <li>{@code rest}: {@code method}, {@code path}, {@code status} (0 if there was no answer), {@code requestHeaders},
 *       {@code requestBody}, {@code responseHeaders}, {@code responseBody}; a body is JSON, or {@code {"omitted": bytes}}.
 *   <li>{@code open}: a WebSocket handshake, with the {@code connection}'s number, the {@code server}'s id and the {@code
 *       status} of the answer, 101 for success.
 *   <li>{@code frame}: {@code connection}, {@code from} ({@code client} or {@code server}), {@code fin}, {@code rsv} if it
 *       is not 0, {@code opcode} (RFC 6455), and the payload, unmasked: {@code text} if it is UTF-8, else {@code base64},
 *       or its length as {@code omitted}.
 *   <li>{@code end}: the TCP connection ended; {@code connection}, {@code by}, and {@code how}, {@code closed} or {@code
 *       reset}.
 * </ul>
 *
 * <p>Readers skip kinds and fields that they do not know. Tokens and headers with secrets are replaced by {@code <token
 * 1>}, {@code <token 2>} and so on, the same token by the same name; a message that held one stands there in one frame. A
 * payload is omitted if it is larger than {@value dev.archon.simulator.recording.RecordingTap#LIMIT} bytes, or comes
 * from a client and is no JSON, so that it could hide a token. A frame that was cut off is left out.
 */
@NullMarked
package dev.archon.simulator.recording;

import org.jspecify.annotations.NullMarked;
