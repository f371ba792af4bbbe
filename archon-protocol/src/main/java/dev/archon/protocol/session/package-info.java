/**
 * The life of a connection as a pure function: where it stands and what happened give where it stands then and what is to
 * be done.
 *
 * <p>Nothing in here waits, reads a clock, draws a random number or knows a socket. {@link
 * dev.archon.protocol.session.SessionMachine} decides; whoever runs it feeds it {@link dev.archon.protocol.session.Input}
 * one after the other and carries out each {@link dev.archon.protocol.session.Effect}. All types are immutable, and safe on
 * any thread. Durations are exact to the nanosecond; times of the day are compared with nothing but a token's expiry and
 * the start of the last renewal, so that a clock that jumps does no lasting harm. No parameter may be {@code null}, and
 * nothing returned is; what may be absent is an {@link java.util.Optional}. A setting or a random number outside its range
 * is an {@link java.lang.IllegalArgumentException} that names it; beyond that no input leads to an exception, in any state.
 *
 * <p>The rules it keeps, whatever happens (each is one property of the test {@code SessionRulesProperties}, and one example
 * of {@code SessionRulesTest}):
 *
 * <ul>
 *   <li>There is one connection at most, and one token call. Every timer that is started fires or is cancelled.
 *   <li>A token is fetched afresh for every attempt. One that was refused is not sent again: the last
 *       {@value dev.archon.protocol.session.AttemptHistory#MAX_REFUSED} are remembered, until the user asks for a connection
 *       anew. A refusal is a failed attempt and backs off, that of a renewal too.
 *   <li>Failures are forgotten after a stable connection, or when the user asks anew; not before.
 *   <li>Attempts are not more, and delays not other, than the policy allows. A {@code Retry-After} is honoured, also when
 *       the server asks for a token meanwhile.
 *   <li>A token is renewed on the same connection when the server asks, also if it asks before it accepts the first one,
 *       and before it expires. Renewals keep their interval.
 *   <li>A token that is sent is answered in time, a renewal's too, or another one is fetched and sent, after a wait. So it
 *       is when a renewal's token could not be written.
 *   <li>A connection that works is not ended because the token call of a renewal is refused (401, 403, 404): that is told,
 *       and tried again after one to two minutes, or later by the policy. Only when it is refused a minute after the token
 *       in use has expired does the session end. A token that does not say when it expires, or that seemed to have
 *       expired when it was accepted, is in use until the server ends the connection.
 *   <li>The replayed history of a connection is over when the console has been quiet for long enough, or at a limit. That
 *       is told once for each connection.
 *   <li>A connection on which nothing is read is pinged, and dropped if nothing is read then.
 *   <li>An authentication that is not answered in time fails the attempt. A token call that is refused (401, 403, 404) ends
 *       an attempt to connect at once.
 *   <li>Which closures reconnect is a choice of the policy. An end says whether it was expected: by the user's wish, or by
 *       such a choice.
 *   <li>When an effect that the session relies on cannot be carried out, the session ends instead of waiting for ever.
 *   <li>Closed is final. What comes late changes nothing. Until it has ended, a timer or a token call runs, so that it is
 *       never stuck.
 * </ul>
 *
 * <p>In the table a cell names the states that may come of an input, where something is done or changes; that may be the
 * same state. A dash says that the input is ignored there. Answers and events of a token call or a connection that the
 * session has given up are ignored everywhere, and so are timers that do not run.
 *
 * <table class="striped">
 *   <caption>What comes of each input in each state</caption>
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
