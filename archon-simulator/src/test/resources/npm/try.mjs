// Tries everything that the socket and power calls of @modrinth/api-client offer, on a simulator with the servers
// "demo" and "other" whose base URL is the first argument; the second is the event that its console comes as, log or log4j.
// Prints a line for each step that worked.
import { AuthFeature, GenericModrinthClient } from '@modrinth/api-client'
import WebSocket from 'ws'

globalThis.WebSocket ??= WebSocket
console.debug = () => {}

const base = process.argv[2]
const consoleEvent = process.argv[3]
const id = 'demo'
const client = new GenericModrinthClient({
    userAgent: 'archon-simulator-test',
    archonBaseUrl: base,
    features: [new AuthFeature({ token: async () => 'secret' })],
})
const sockets = client.archon.sockets
const LIMIT = 20_000

function check(condition, problem) {
    if (!condition) throw new Error(problem)
}

function next(server, event, fits = () => true) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no ${event} that fits within ${LIMIT} ms`)), LIMIT)
        const off = sockets.on(server, event, (data) => {
            if (!fits(data)) return
            clearTimeout(timer)
            off()
            resolve(data)
        })
    })
}

async function simulator(method, path, body) {
    const answer = await fetch(`${base}/sim/${path}`, { method, body: body && JSON.stringify(body) })
    const text = await answer.text()
    check(answer.ok, `${method} /sim/${path} was answered with ${answer.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
}

const action = (body) => simulator('POST', `servers/${id}/actions`, body)

async function journal(kind, server = id) {
    const { entries } = await simulator('GET', `journal?server=${server}`)
    return entries.filter((entry) => entry.what === kind)
}

const EVENTS = [
    { event: 'log', stream: 'stderr', message: 'by hand' },
    { event: 'log4j', level: 'WARN', logger_name: 'test', message: 'by hand', timestamp_millis: 1_700_000_000_000 },
    {
        event: 'stats', cpu_percent: 12.5, ram_usage_bytes: 1, ram_total_bytes: 5_000_000_000, storage_usage_bytes: 3,
        storage_total_bytes: 4, net_tx_bytes: 5, net_rx_bytes: 6,
    },
    { event: 'power-state', state: 'crashed', oom_killed: true, exit_code: 137 },
    {
        event: 'state', debug: '', power_variant: 'running', exit_code: null, was_oom: false, target: null, uptime: 5,
        progress: null, content_error: null,
    },
    { event: 'uptime', uptime: 77 },
    {
        event: 'backup-progress', id: '7b0f8f62-9a56-4f41-9d38-6ae0ad0b0001', task: 'create', state: 'ongoing',
        progress: 0.5,
    },
    { event: 'installation-result', result: 'err', reason: 'by hand' },
    { event: 'new-mod', project_id: 'AANobbMI', version_id: 'abc' },
    { event: 'install-progress', items: [] },
    { event: 'filesystem-ops', all: [] },
]

const STEPS = {
    async 'safeConnect, events until then, getStatus'() {
        check(sockets.getStatus(id) === null, 'there was a status before')
        const first = Promise.all(['auth-ok', consoleEvent, 'power-state', 'state', 'install-progress', 'stats', 'uptime'].map((event) => next(id, event)))
        await sockets.safeConnect(id)
        await first
        const status = sockets.getStatus(id)
        check(status.connected && !status.reconnecting && status.reconnectAttempts === 0, JSON.stringify(status))
    },

    async 'safeConnect again does nothing'() {
        await sockets.safeConnect(id)
        check((await journal('handshake')).length === 1, 'it opened another socket')
    },

    async 'every event'() {
        for (const event of EVENTS) {
            const seen = next(id, event.event, (data) => canonical(data) === canonical(event))
            await action({ do: 'emit', event })
            await seen.catch(() => { throw new Error(`${event.event} did not arrive as it was sent`) })
        }
    },

    async 'on gives back what ends it'() {
        let calls = 0
        const off = sockets.on(id, 'new-mod', () => calls++)
        off()
        const seen = next(id, 'new-mod')
        await action({ do: 'emit', event: { event: 'new-mod', project_id: 'a', version_id: 'b' } })
        await seen
        check(calls === 0, 'the handler was called')
    },

    async 'command'() {
        let lines = 0
        const offs = ['log', 'log4j'].map((event) => sockets.on(id, event, ({ message }) => {
            lines += message.includes('[Server] hello') ? 1 : 0
        }))
        const answer = next(id, consoleEvent, ({ message }) => message.includes('[Server] hello'))
        const behind = next(id, consoleEvent, ({ message }) => message.includes('[Server] goodbye'))
        sockets.send(id, { event: 'command', cmd: '/say hello' })
        sockets.send(id, { event: 'command', cmd: '/say goodbye' })
        await answer
        await behind
        offs.forEach((off) => off())
        check(lines === 1, `the line came ${lines} times`)
    },

    async 'power'() {
        for (const [call, state] of [['Stop', 'stopped'], ['Start', 'running'], ['Restart', 'running'], ['Kill', 'stopped'], ['Start', 'running']]) {
            const reached = next(id, 'power-state', (power) => power.state === state)
            await client.archon.servers_v0.power(id, call)
            await reached
        }
    },

    async 'auth-expiring'() {
        const before = (await journal('auth')).length
        const again = next(id, 'auth-ok')
        const ready = next(id, 'install-progress')
        await action({ do: 'expire-token' })
        await again
        await ready
        const auths = await journal('auth')
        check(auths.length === before + 1 && auths.at(-1).accepted, JSON.stringify(auths))
        check((await journal('handshake')).length === 1, 'it opened another socket')
        check(sockets.getStatus(id).connected, 'it is not connected any more')
    },

    async 'safeConnect with force'() {
        await sockets.safeConnect(id, { force: true })
        check((await journal('handshake')).length === 2, 'it opened no other socket')
        check(sockets.getStatus(id).connected, 'it is not connected')
    },

    async 'reconnects by itself after a drop'() {
        const again = next(id, 'auth-ok')
        await action({ do: 'drop' })
        await again
        check((await journal('handshake')).length === 3, 'it opened no other socket')
    },

    async 'disconnect, close code 1000'() {
        sockets.disconnect(id)
        check(sockets.getStatus(id) === null, 'there is a status')
        for (let closed = [], begin = Date.now(); !closed.some((entry) => entry.by === 'client' && entry.code === 1000); ) {
            check(Date.now() - begin < LIMIT, `no close: ${JSON.stringify(closed)}`)
            await new Promise((resolve) => setTimeout(resolve, 50))
            closed = await journal('closed')
        }
    },

    async 'two servers, disconnectAll'() {
        await Promise.all([sockets.safeConnect(id), sockets.safeConnect('other')])
        check(sockets.getStatus('other').connected && sockets.getStatus(id).connected, 'one is not connected')
        sockets.disconnectAll()
        check(sockets.getStatus('other') === null && sockets.getStatus(id) === null, 'one is still there')
    },

    async 'errors of calls'() {
        for (const call of [() => client.archon.servers_v0.power('nobody', 'Start'), () => sockets.safeConnect('nobody')]) {
            const error = await call().then(() => undefined, (problem) => problem)
            check(error?.statusCode === 404, `expected 404, got ${error}`)
        }
    },
}

// Fields in one order, and without those that are null, which may as well be absent.
function canonical(event) {
    return JSON.stringify(Object.entries(event).filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1)))
}

try {
    for (const [name, step] of Object.entries(STEPS)) {
        await step().catch((error) => { throw new Error(`${name}: ${error.message}`, { cause: error }) })
        console.log(`ok ${name}`)
    }
    process.exit(0)
} catch (error) {
    console.log(`failed ${error.message}`)
    process.exit(1)
}
