/**
 * The life of a connection as a pure function: from a state and an input it computes the next state and the effects.
 *
 * <p>Nothing in this package waits, reads a clock, draws a random number or knows a socket. {@link
 * dev.archon.protocol.session.SessionMachine} decides; its caller passes each {@link dev.archon.protocol.session.Input}
 * one after the other and carries out each {@link dev.archon.protocol.session.Effect}. All types are immutable, and safe on
 * any thread. Durations are exact to the nanosecond; the time of day is compared only with a token's expiry and the
 * start of the last renewal, so that a clock that jumps does no lasting harm. No parameter may be {@code null}, and
 * no returned value is; a value that may be absent is an {@link java.util.Optional}. A setting or a random number
 * outside its range is an {@link java.lang.IllegalArgumentException} that names it; apart from that, no input causes an
 * exception in any state.
 *
 * <p>The rules that it keeps in every case (each is one property of the test {@code SessionRulesProperties}, and one example
 * of {@code SessionRulesTest}):
 *
 * <ul>
 *   <li>There is at most one connection, and at most one token call. Every timer that is started fires or is cancelled.
 *   <li>A new token is fetched for every attempt. A token that was refused is not sent again: the last
 *       {@value dev.archon.protocol.session.AttemptHistory#MAX_REFUSED} are remembered, until the user asks for a connection
 *       anew. A refusal counts as a failed attempt and backs off, also during a renewal.
 *   <li>Failures are forgotten after a stable connection, or when the user asks anew; not before.
 *   <li>The number of attempts and the delays between them are within the policy's limits. A {@code Retry-After} is
 *       honoured, also when the server asks for a token meanwhile.
 *   <li>A token is renewed on the same connection when the server asks, also if it asks before it accepts the first one,
 *       and before it expires. Renewals keep their interval.
 *   <li>When the token of a renewal is not answered in time, or could not be written, another one is fetched and sent after
 *       a wait.
 *   <li>A connection that works is not ended because the token call of a renewal is refused (401, 403, 404): the user
 *       is told, and the session tries again after one to two minutes, or later by the policy. The session ends only
 *       when the call is refused later than a minute after the token in use has expired. A token that does not state its
 *       expiry, or that seemed to have expired when it was accepted, is used until the server ends the connection.
 *   <li>The replayed history of a connection is over when no console message came for a while, or at a limit. The user is
 *       told once for each connection.
 *   <li>A connection on which nothing is read is pinged, and dropped if still nothing is read.
 *   <li>An authentication that is not answered in time fails the attempt. A token call that is refused (401, 403, 404) ends
 *       an attempt to connect at once.
 *   <li>The policy decides after which closures the session reconnects. The state at the end says whether it was expected:
 *       the user asked for it, or the policy does not reconnect.
 *   <li>When an effect that the session relies on cannot be carried out, the session ends, since it would wait forever.
 *   <li>The state Closed is final. A late input has no effect. Until the session has ended, a timer or a token call
 *       runs, so that it is never stuck.
 * </ul>
 *
 * <p>A cell of the table names the states that an input may lead to if it has an effect; that may be the same state. A dash
 * means that the input is ignored. Answers and events of a token call or a connection that the session has given up are
 * ignored in every state, and so are timers that do not run.
 *
 * <table class="striped">
 *   <caption>The next states for each input in each state</caption>
 *   <thead>
 *     <tr><th scope="col">Input</th><th scope="col">Idle</th><th scope="col">FetchingToken</th>
 *       <th scope="col">Opening</th><th scope="col">Authenticating</th><th scope="col">Connected</th>
 *       <th scope="col">BackingOff</th><th scope="col">Ended</th><th scope="col">Closed</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">Connect</th><td>FetchingToken</td><td>-</td><td>-</td><td>-</td><td>-</td><td>-</td>
 *       <td>FetchingToken</td><td>-</td></tr>
 *     <tr><th scope="row">Reconnect</th><td>FetchingToken</td><td>FetchingToken</td><td>FetchingToken</td>
 *       <td>FetchingToken</td><td>FetchingToken</td><td>FetchingToken</td><td>FetchingToken</td><td>-</td></tr>
 *     <tr><th scope="row">Disconnect</th><td>-</td><td>Ended</td><td>Ended</td><td>Ended</td><td>Ended</td>
 *       <td>Ended</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">Close</th><td>Closed</td><td>Closed</td><td>Closed</td><td>Closed</td><td>Closed</td>
 *       <td>Closed</td><td>Closed</td><td>-</td></tr>
 *     <tr><th scope="row">TokenFetched</th><td>-</td><td>BackingOff, Ended, Opening</td><td>-</td><td>-</td>
 *       <td>Connected</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TokenFailed</th><td>-</td><td>BackingOff, Ended</td><td>-</td><td>-</td>
 *       <td>Connected, Ended</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">Opened</th><td>-</td><td>-</td><td>Authenticating</td><td>-</td><td>-</td><td>-</td>
 *       <td>-</td><td>-</td></tr>
 *     <tr><th scope="row">OpenFailed</th><td>-</td><td>-</td><td>BackingOff, Ended</td><td>-</td><td>-</td>
 *       <td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">ConnectionClosed</th><td>-</td><td>-</td><td>BackingOff, Ended</td>
 *       <td>BackingOff, Ended</td><td>BackingOff, Ended</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">AuthOk</th><td>-</td><td>-</td><td>-</td><td>Connected</td><td>Connected</td>
 *       <td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">AuthExpiring</th><td>-</td><td>-</td><td>-</td><td>Authenticating</td>
 *       <td>Connected</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">AuthIncorrect</th><td>-</td><td>-</td><td>-</td><td>BackingOff, Ended</td>
 *       <td>BackingOff, Ended</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">AuthNotSent</th><td>-</td><td>-</td><td>-</td><td>BackingOff, Ended</td>
 *       <td>Connected</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">Broken</th><td>-</td><td>Ended</td><td>Ended</td><td>Ended</td><td>Ended</td>
 *       <td>Ended</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired OPEN_TIMEOUT</th><td>-</td><td>-</td><td>BackingOff, Ended</td><td>-</td>
 *       <td>-</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired AUTH_TIMEOUT</th><td>-</td><td>-</td><td>-</td><td>BackingOff, Ended</td>
 *       <td>Connected</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired BACKOFF</th><td>-</td><td>-</td><td>-</td><td>-</td><td>-</td>
 *       <td>FetchingToken</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired REFRESH</th><td>-</td><td>-</td><td>-</td><td>-</td><td>Connected</td>
 *       <td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired KEEP_ALIVE</th><td>-</td><td>-</td><td>-</td><td>-</td>
 *       <td>BackingOff, Connected, Ended</td><td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired HISTORY</th><td>-</td><td>-</td><td>-</td><td>-</td><td>Connected</td>
 *       <td>-</td><td>-</td><td>-</td></tr>
 *     <tr><th scope="row">TimerFired STABLE</th><td>-</td><td>-</td><td>-</td><td>-</td><td>Connected</td>
 *       <td>-</td><td>-</td><td>-</td></tr>
 *   </tbody>
 * </table>
 */
@NullMarked
package dev.archon.protocol.session;

import org.jspecify.annotations.NullMarked;
