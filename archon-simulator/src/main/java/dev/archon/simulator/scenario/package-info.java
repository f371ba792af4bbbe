/**
 * Scenarios for a simulated server as data: their steps, actions and faults.
 *
 * <p>Nothing here knows a socket, a thread or a clock. A {@link dev.archon.simulator.scenario.Scenario} is a value;
 * the instructions of a run are a pure function of the scenario and a seed. {@link
 * dev.archon.simulator.SimulatedServer#play} plays it.
 *
 * <h2>Scenario files</h2>
 *
 * <p>A scenario in a file is one JSON object in UTF-8:
 *
 * <pre>{@code
 * {
 *   "name": "evening",
 *   "summary": "A full server loses its network again and again.",
 *   "steps": [
 *     {"do": "await"},
 *     {"do": "traffic", "level": "busy"},
 *     {"do": "repeat", "times": 3, "steps": [
 *       {"do": "wait", "for": {"from": "10s", "to": "1m"}},
 *       {"do": "drop"}
 *     ]},
 *     {"do": "fault", "fault": {"kind": "token-refused", "status": 429, "retry_after": "5s"}, "times": 2},
 *     {"do": "during", "fault": {"kind": "slow-bytes", "bytes": 16}, "steps": [
 *       {"do": "burst", "lines": 100},
 *       {"do": "wait", "for": "30s"}
 *     ]}
 *   ]
 * }
 * }</pre>
 *
 * <p>{@code name} has 1 to 100 letters, digits and {@code . _ - :}; {@code summary} is one line and may be absent;
 * {@code $schema} is ignored. A duration is a string of a number and {@code ms}, {@code s}, {@code m} or {@code h},
 * in whole milliseconds and at most 24 hours. Where a span is asked for there may also be an object with {@code from}
 * and {@code to}: then it is drawn anew each time, from the seed. A field that is not known is an error, and so is
 * one that is given twice. {@link dev.archon.simulator.scenario.Scenario#schema()} is the same as a JSON Schema.
 *
 * <p>Errors are a {@link dev.archon.simulator.scenario.ScenarioFormatException} and name the line, the column and the
 * field.
 *
 * <table>
 * <caption>Steps that make time pass, switch faults, or hold other steps</caption>
 * <tr><th>{@code do}</th><th>what it does</th><th>fields</th></tr>
 * <tr><td>{@code wait}</td><td>Waits</td><td>{@code for}: how long</td></tr>
 * <tr><td>{@code await}</td><td>Waits until so many sockets are authenticated</td><td>{@code connections}: how many at
 *     least ({@code 1} if absent; 1 to 1,000,000)</td></tr>
 * <tr><td>{@code stagger}</td><td>Waits for the server's turn: not at all for the first server, once for the second,
 *     and so on</td><td>{@code by}: how long after the server before</td></tr>
 * <tr><td>{@code flood}</td><td>Prints lines at a steady rate</td><td>{@code lines_per_second}: how many lines a
 *     second (1 to 10,000,000)<br>{@code for}: how long; until the scenario is stopped if absent</td></tr>
 * <tr><td>{@code repeat}</td><td>Takes steps again and again</td><td>{@code times}: how many times; until the scenario
 *     is stopped if absent (1 to 1,000,000)<br>{@code steps}: the steps</td></tr>
 * <tr><td>{@code choose}</td><td>Draws one of several ways to go on</td><td>{@code options}: the ways, a list of
 *     <code>{"weight": 1, "steps": [...]}</code></td></tr>
 * <tr><td>{@code fault}</td><td>Switches a fault on and goes on</td><td>{@code fault}: the fault<br>{@code times}: how
 *     many occasions it hits; all until the scenario is stopped if absent (1 to 1,000,000)</td></tr>
 * <tr><td>{@code during}</td><td>Takes steps while a fault is switched on</td><td>{@code fault}: the fault<br>{@code
 *     steps}: the steps</td></tr>
 * </table>
 *
 * <table>
 * <caption>Actions, which are steps too, and are done at once</caption>
 * <tr><th>{@code do}</th><th>what it does</th><th>fields</th></tr>
 * <tr><td>{@code power}</td><td>Does what the power call does</td><td>{@code action}: the power action; one of {@code
 *     start}, {@code stop}, {@code restart}, {@code kill}</td></tr>
 * <tr><td>{@code command}</td><td>Types a line into the console</td><td>{@code line}: the line</td></tr>
 * <tr><td>{@code traffic}</td><td>Changes how much goes on by itself</td><td>{@code level}: how much; one of {@code
 *     silent}, {@code quiet}, {@code normal}, {@code busy}</td></tr>
 * <tr><td>{@code events}</td><td>Changes which messages carry the lines of the console</td><td>{@code style}: doc for log
 *     only, panel for log4j; one of {@code doc}, {@code panel}</td></tr>
 * <tr><td>{@code history-chunk}</td><td>Changes how many lines of the history come in one log message</td><td>{@code
 *     lines}: how many (1 to 1,000,000)</td></tr>
 * <tr><td>{@code stack-trace}</td><td>Prints an error with its stack trace, while another thread prints
 *     too</td><td></td></tr>
 * <tr><td>{@code burst}</td><td>Prints many lines at once, each with a number of its own</td><td>{@code lines}: how
 *     many (0 to 1,000,000)</td></tr>
 * <tr><td>{@code backup}</td><td>Starts to make a backup</td><td>{@code outcome}: how that ends; one of {@code done},
 *     {@code failed}, {@code cancelled}, {@code unchanged}, {@code damaged} ({@code done} if absent)</td></tr>
 * <tr><td>{@code restore-backup}</td><td>Starts to restore the newest backup; without one nothing
 *     happens</td><td>{@code outcome}: how that ends; one of {@code done}, {@code failed}, {@code cancelled}, {@code
 *     unchanged}, {@code damaged} ({@code done} if absent)</td></tr>
 * <tr><td>{@code install-mod}</td><td>Starts to install a mod from Modrinth</td><td>{@code project}: the project's id
 *     ({@code AANobbMI} if absent)<br>{@code version}: the id of the project's version ({@code mc1.21.4-0.6.0} if
 *     absent)<br>{@code error}: why it fails; goes well if absent</td></tr>
 * <tr><td>{@code extract}</td><td>Starts to extract an archive</td><td>{@code path}: its path on the server ({@code
 *     world.zip} if absent)<br>{@code outcome}: how that ends; one of {@code done}, {@code cancelled}, {@code
 *     corrupted}, {@code invalid_path} ({@code done} if absent)</td></tr>
 * <tr><td>{@code emit}</td><td>Sends an event of the protocol</td><td>{@code event}: the event, as it stands on the
 *     wire</td></tr>
 * <tr><td>{@code text}</td><td>Sends a text message as it is</td><td>{@code text}: the message</td></tr>
 * <tr><td>{@code expire-token}</td><td>Sends auth-expiring; the tokens issued so far run out when the warning time is
 *     over</td><td></td></tr>
 * <tr><td>{@code crash}</td><td>Crashes the server's process</td><td>{@code exit_code}: its exit code, not 0; none if
 *     absent</td></tr>
 * <tr><td>{@code oom-crash}</td><td>Crashes the server's process as out of memory, with exit code
 *     137</td><td></td></tr>
 * <tr><td>{@code close}</td><td>Closes every socket with a close frame</td><td>{@code code}: the close code; not 1004,
 *     1005, 1006 or 1015, which no close frame may have (1,000 to 4,999)<br>{@code reason}: the reason, at most 123
 *     bytes ({@code ""} if absent)</td></tr>
 * <tr><td>{@code drop}</td><td>Closes every socket without a close frame (1006)</td><td></td></tr>
 * <tr><td>{@code reset}</td><td>Closes every socket with a TCP reset</td><td></td></tr>
 * <tr><td>{@code malformed-json}</td><td>Sends a text message that breaks off in the middle of its
 *     JSON</td><td></td></tr>
 * <tr><td>{@code invalid-utf8}</td><td>Sends a text message that is not valid UTF-8</td><td></td></tr>
 * <tr><td>{@code oversized}</td><td>Sends one log event that is very long</td><td>{@code bytes}: the length of the
 *     message ({@code 16777216} if absent; 1,024 to 67,108,864)</td></tr>
 * <tr><td>{@code binary}</td><td>Sends a binary message</td><td>{@code bytes}: its length ({@code 64} if absent; 0 to
 *     67,108,864)</td></tr>
 * <tr><td>{@code unknown-event}</td><td>Sends an event that no client knows yet</td><td>{@code type}: its name ({@code
 *     server-mood} if absent)</td></tr>
 * <tr><td>{@code duplicate-history}</td><td>Sends the console's history once more</td><td></td></tr>
 * <tr><td>{@code ping}</td><td>Sends a WebSocket ping</td><td>{@code bytes}: the length of its payload ({@code 4} if
 *     absent; 0 to 125)</td></tr>
 * </table>
 *
 * <table>
 * <caption>Faults</caption>
 * <tr><th>{@code kind}</th><th>what it does</th><th>fields</th></tr>
 * <tr><td>{@code token-refused}</td><td>The token call is answered with an error</td><td>{@code status}: the HTTP
 *     status (400 to 599)<br>{@code retry_after}: the Retry-After header, in whole seconds; none if absent</td></tr>
 * <tr><td>{@code token-slow}</td><td>The token call is answered late</td><td>{@code delay}: how late ({@code 10s} if
 *     absent)</td></tr>
 * <tr><td>{@code token-unanswered}</td><td>The token call is never answered</td><td></td></tr>
 * <tr><td>{@code token-garbled}</td><td>The token call is answered with status 200 and a body that is not
 *     JSON</td><td></td></tr>
 * <tr><td>{@code call-refused}</td><td>REST calls are answered with an error</td><td>{@code call}: which calls: a method and a path, a path, or a name such as power ({@code /**} if absent)<br>{@code status}: the HTTP status (400 to 599)<br>{@code retry_after}: the Retry-After header, in whole seconds; none if absent</td></tr>
 * <tr><td>{@code call-slow}</td><td>REST calls are answered late</td><td>{@code call}: which calls: a method and a path, a path, or a name such as power ({@code /**} if absent)<br>{@code delay}: how late ({@code 10s} if absent)</td></tr>
 * <tr><td>{@code call-unanswered}</td><td>REST calls are never answered</td><td>{@code call}: which calls: a method and a path, a path, or a name such as power ({@code /**} if absent)</td></tr>
 * <tr><td>{@code call-closed}</td><td>The connections of REST calls are closed without an answer</td><td>{@code call}: which calls: a method and a path, a path, or a name such as power ({@code /**} if absent)</td></tr>
 * <tr><td>{@code call-garbled}</td><td>REST calls are answered with status 200 and a body that is not JSON</td><td>{@code call}: which calls: a method and a path, a path, or a name such as power ({@code /**} if absent)</td></tr>
 * <tr><td>{@code handshake-refused}</td><td>The WebSocket handshake is answered with an error</td><td>{@code status}:
 *     the HTTP status (400 to 599)<br>{@code retry_after}: the Retry-After header, in whole seconds; none if
 *     absent</td></tr>
 * <tr><td>{@code handshake-slow}</td><td>The WebSocket handshake is answered late</td><td>{@code delay}: how late
 *     ({@code 10s} if absent)</td></tr>
 * <tr><td>{@code handshake-unanswered}</td><td>The WebSocket handshake is never answered</td><td></td></tr>
 * <tr><td>{@code auth-refused}</td><td>A token is answered with auth-incorrect, even if it is valid</td><td></td></tr>
 * <tr><td>{@code auth-slow}</td><td>A token is answered late</td><td>{@code delay}: how late ({@code 10s} if
 *     absent)</td></tr>
 * <tr><td>{@code auth-unanswered}</td><td>A token is never answered</td><td></td></tr>
 * <tr><td>{@code half-open}</td><td>The sockets go dead: nothing is read or written any more, and nothing closes
 *     them</td><td></td></tr>
 * <tr><td>{@code stalled-reads}</td><td>Nothing is read from the sockets</td><td></td></tr>
 * <tr><td>{@code slow-bytes}</td><td>The sockets are sent a few bytes at a time</td><td>{@code bytes}: how many at a
 *     time ({@code 1} if absent; 1 to 65,536)<br>{@code every}: how often; above 0 ({@code 20ms} if absent)</td></tr>
 * <tr><td>{@code latency}</td><td>Frames arrive late, in their order</td><td>{@code direction}: which way; one of {@code
 *     both}, {@code to_client}, {@code to_server} ({@code both} if absent)<br>{@code delay}: how late; drawn for each
 *     frame if it is a span ({@code 200ms} if absent)<br>{@code connection}: the only connection that it lies on, by its
 *     number at the server; all if absent (1 to 1,000,000,000)</td></tr>
 * <tr><td>{@code bandwidth}</td><td>Frames arrive as fast as a narrow line carries them</td><td>{@code direction}: which
 *     way; one of {@code both}, {@code to_client}, {@code to_server} ({@code both} if absent)<br>{@code
 *     bytes_per_second}: how much it carries ({@code 16384} if absent; 1 to 1,000,000,000)<br>{@code connection}: the
 *     only connection that it lies on, by its number at the server; all if absent (1 to 1,000,000,000)</td></tr>
 * <tr><td>{@code fragmented}</td><td>Each message is cut into frames of random length</td><td>{@code bytes}: the most
 *     that a frame holds ({@code 16} if absent; 1 to 65,536)</td></tr>
 * <tr><td>{@code interleaved-pings}</td><td>A ping goes before every frame, also between the fragments of a
 *     message</td><td>{@code bytes}: the length of its payload ({@code 4} if absent; 0 to 125)</td></tr>
 * <tr><td>{@code recurring}</td><td>An action is performed at once, and again and again</td><td>{@code action}: the
 *     action<br>{@code every}: how long until it is performed again; never 0 ({@code 1s} if absent)</td></tr>
 * </table>
 */
@NullMarked
package dev.archon.simulator.scenario;

import org.jspecify.annotations.NullMarked;
