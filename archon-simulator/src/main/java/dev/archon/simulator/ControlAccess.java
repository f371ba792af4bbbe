package dev.archon.simulator;

/**
 * Who may use a simulator's control API, by which anything that speaks HTTP can make its servers misbehave. It is on the
 * simulator's own port, under {@code /sim/}.
 *
 * <table>
 * <caption>Requests. ID is a server's id, N the number of a run, a fault or a stub, NAME that of a scenario.</caption>
 * <tr><th>request</th><th>what it does</th><th>answer</th></tr>
 * <tr><td>{@code GET /sim/}</td><td>the simulator: its time, its seed, its servers as below, the journal's
 *     {@code next}, the path of the {@code openapi} document, and the {@code routes} of this table: {@code method},
 *     {@code path}, {@code summary}</td>
 *     <td>200, an object</td></tr>
 * <tr><td>{@code GET /sim/openapi.json}</td><td>this table as an OpenAPI document, version 3.1, with the schemas of bodies and
 *     answers</td><td>200, an object</td></tr>
 * <tr><td>{@code GET /sim/servers}</td><td>all servers: {@code id}, {@code power_state}, {@code connections},
 *     {@code connection_numbers} of the sockets that are open, {@code log_lines_sent}, {@code scenarios} that are being played, {@code faults} that are switched on</td>
 *     <td>200, a list</td></tr>
 * <tr><td>{@code GET /sim/servers/ID}</td><td>one server</td><td>200, an object</td></tr>
 * <tr><td>{@code POST /sim/servers}</td><td>adds the server that the body names, for example <code>{"id": "lobby"}</code>
 *     </td><td>201, the server</td></tr>
 * <tr><td>{@code DELETE /sim/servers/ID}</td><td>removes a server; its sockets are closed with 1001, its entries stay in the
 *     journal</td><td>204</td></tr>
 * <tr><td>{@code POST /sim/reset}</td><td>puts servers, faults, scenarios and the journal back to the start, from the same
 *     seed; open sockets are closed with 1012</td><td>204</td></tr>
 * <tr><td>{@code GET /sim/scenarios}</td><td>the scenarios that are ready: {@code name}, {@code summary}</td>
 *     <td>200, a list</td></tr>
 * <tr><td>{@code GET /sim/scenarios/NAME}</td><td>one of them, in full, in the form of a scenario file</td>
 *     <td>200, an object</td></tr>
 * <tr><td>{@code GET /sim/schema}</td><td>the JSON Schema of scenario files</td><td>200, an object</td></tr>
 * <tr><td>{@code GET /sim/actions}<br>{@code GET /sim/faults}</td><td>the kinds of actions, of faults: {@code name},
 *     {@code summary}, and {@code parameters} with {@code name}, {@code type}, {@code summary}, {@code required},
 *     {@code default}, {@code least}, {@code most}, {@code choices}</td><td>200, a list</td></tr>
 * <tr><td>{@code POST /sim/servers/ID/scenarios?name=NAME}<br>{@code
 *     POST /sim/servers/ID/scenarios?name=NAME&seed=7}</td><td>plays a scenario that is ready; with a seed, 0 to 2^53 - 1,
 *     its times and choices are drawn from that</td>
 *     <td>201, the run with its {@code id}</td></tr>
 * <tr><td>{@code POST /sim/servers/ID/scenarios}</td><td>plays the scenario in the body, in the form of a scenario file
 *     </td><td>201, the run with its {@code id}</td></tr>
 * <tr><td>{@code DELETE /sim/servers/ID/scenarios/N}<br>{@code DELETE /sim/servers/ID/scenarios}</td><td>stops a run, all
 *     runs</td><td>204</td></tr>
 * <tr><td>{@code POST /sim/servers/ID/faults}<br>{@code POST /sim/servers/ID/faults?times=3}</td><td>switches on the fault
 *     in the body, for example <code>{"kind": "token-refused", "status": 429}</code>, until it is ended or for so many
 *     occasions</td><td>201, the fault with its {@code id}</td></tr>
 * <tr><td>{@code DELETE /sim/servers/ID/faults/N}<br>{@code DELETE /sim/servers/ID/faults}</td><td>switches a fault off,
 *     all faults</td><td>204</td></tr>
 * <tr><td>{@code POST /sim/servers/ID/actions}</td><td>does the action in the body, for example
 *     <code>{"do": "burst", "lines": 1000}</code></td><td>204</td></tr>
 * <tr><td>{@code GET /sim/stubs}</td><td>the stubs, oldest first: {@code id}, {@code answers} so far, {@code stub}</td>
 *     <td>200, a list</td></tr>
 * <tr><td>{@code POST /sim/stubs}</td><td>adds the stubs in the body, for example <code>{"path": "/v1/notices", "body":
 *     []}</code>; the form is that of a stub file, without {@code body_file}</td><td>201, a list of the stubs as above
 *     </td></tr>
 * <tr><td>{@code DELETE /sim/stubs/N}<br>{@code DELETE /sim/stubs}</td><td>removes a stub, all stubs</td><td>204</td></tr>
 * <tr><td>{@code GET /sim/stub-schema}</td><td>the JSON Schema of stub files</td><td>200, an object</td></tr>
 * <tr><td>{@code GET /sim/journal}<br>{@code GET /sim/journal?after=7&limit=100&server=ID}</td><td>what clients did:
 *     {@code entries} (1000 at most, unless {@code limit} says less), oldest first, that come after the index; {@code next}
 *     for the following request; {@code missed}, how many were forgotten before they were asked for</td>
 *     <td>200, an object</td></tr>
 * <tr><td>{@code DELETE /sim/journal}</td><td>forgets the journal</td><td>204</td></tr>
 * </table>
 *
 * <p>Bodies are JSON in UTF-8, of 64 KiB at most; times are ISO 8601 in the simulator's time. An error is answered with a
 * status (400 for what cannot be understood, 403 for who may not, 404 for what is not there, 405 for another method, 409 for what is
 * there already) and
 * <code>{"error": "bad_request", "description": "...", "field": "steps[2].lines", "line": 7, "column": 31}</code>, the
 * last three where there is something to name.
 *
 * <p>The API asks for no password. Whatever is chosen here, a request that a browser sends for the page of another site is
 * refused: one whose {@code Origin} is not the address that the request itself names, unless {@link
 * ArchonSimulatorBuilder#allowOrigin} allows it.
 */
public enum ControlAccess {
    /** Nobody: the paths do not exist. */
    OFF,

    /**
     * Programs on the same machine. The peer's address must be a loopback address, and the request's {@code Host} must
     * name one or {@code localhost}, so that a foreign page cannot come in by a name of its own.
     */
    LOOPBACK,

    /** Everybody who reaches the port, under any name. For closed networks, such as that of a few containers. */
    ANYWHERE
}
