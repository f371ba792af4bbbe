// Tries the calls of @modrinth/api-client that a panel makes beside the socket, on a simulator with the servers "demo" and
// "other" whose base URL is the first argument. Prints a line for each step that worked.
import { AuthFeature, GenericModrinthClient, NodeAuthFeature } from '@modrinth/api-client'
import WebSocket from 'ws'

globalThis.WebSocket ??= WebSocket
console.debug = () => {}

const base = process.argv[2]
const id = 'demo'
const LIMIT = 20_000
let node = null
const client = new GenericModrinthClient({
    userAgent: 'archon-simulator-test',
    archonBaseUrl: base,
    features: [
        new AuthFeature({ token: async () => 'secret' }),
        new NodeAuthFeature({
            getAuth: () => node,
            refreshAuth: async () => {
                node = await client.archon.servers_v0.getFilesystemAuth(id)
            },
        }),
    ],
})
const { archon, kyros } = client
let world
let backup

function check(condition, problem) {
    if (!condition) throw new Error(problem)
}

async function until(what, attempt) {
    for (const begin = Date.now(); Date.now() - begin < LIMIT; ) {
        const found = await attempt()
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`no ${what} within ${LIMIT} ms`)
}

const queue = () => archon.backups_queue_v1.list(id, world)

async function backupThat(what, fits) {
    return until(what, async () => (await queue()).backups.find(fits))
}

async function simulator(method, path, body) {
    const answer = await fetch(`${base}/sim/${path}`, { method, body: body && JSON.stringify(body) })
    const text = await answer.text()
    check(answer.ok, `${method} /sim/${path} was answered with ${answer.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
}

/** The lines of the history that a new connection gets. */
async function history() {
    const lines = []
    const offs = ['log', 'log4j'].map((event) => archon.sockets.on(id, event, ({ message }) => lines.push(message)))
    await archon.sockets.safeConnect(id)
    await new Promise((resolve) => setTimeout(resolve, 700))
    offs.forEach((off) => off())
    archon.sockets.disconnect(id)
    return lines
}

const STEPS = {
    async 'servers_v0.list'() {
        const { servers, pagination } = await archon.servers_v0.list({ limit: 1, offset: 1 })
        check(servers.length === 1 && servers[0].server_id === 'other', JSON.stringify(servers))
        check(pagination.total_items === 2 && pagination.total_pages === 2, JSON.stringify(pagination))
        check((await archon.servers_v0.list()).servers.length === 2, 'not all servers')
    },

    async 'servers_v0.get'() {
        const server = await archon.servers_v0.get(id)
        check(server.server_id === id && server.status === 'available', JSON.stringify(server))
        check(server.node !== null && typeof server.net.port === 'number', 'no node or no port')
        const error = await archon.servers_v0.get('nobody').then(() => undefined, (problem) => problem)
        check(error?.statusCode === 404, `expected 404, got ${error}`)
    },

    async 'servers_v1.list and get'() {
        const servers = await archon.servers_v1.list()
        check(servers.map((server) => server.id).join() === 'demo,other', JSON.stringify(servers))
        const server = await archon.servers_v1.get(id)
        world = server.worlds.find((one) => one.is_active).id
        check(/^[0-9a-f-]{36}$/.test(world), `world ${world}`)
    },

    async 'backups_queue_v1.create and list'() {
        const { id: made } = await archon.backups_queue_v1.create(id, world, { name: 'by npm' })
        const first = (await queue()).active_operations
        check(first.some((one) => one.backup_id === made && one.operation_type === 'create'), JSON.stringify(first))
        backup = await backupThat('finished backup', (one) => one.id === made && one.status === 'done')
        check(backup.name === 'by npm', JSON.stringify(backup))
    },

    async 'backups_queue_v1.restore and ackRestore'() {
        await archon.backups_queue_v1.restore(id, world, backup.id, { name: 'restored' })
        const restored = await backupThat('restored backup', (one) =>
            one.history.some((entry) => entry.operation_type === 'restore' && entry.state === 'completed'))
        const entry = restored.history.find((one) => one.operation_type === 'restore')
        if (entry.operation_id !== null) await archon.backups_queue_v1.ackRestore(id, world, entry.operation_id)
    },

    async 'backups_queue_v1.cancelCreate and retry'() {
        const { id: made } = await archon.backups_queue_v1.create(id, world, { name: 'to be cancelled' })
        const operation = (await queue()).active_operations.find((one) => one.backup_id === made)
        await archon.backups_queue_v1.cancelCreate(id, world, operation.operation_id)
        await backupThat('cancelled backup', (one) =>
            one.id === made && one.history.some((entry) => entry.state === 'cancelled'))
        await archon.backups_queue_v1.retry(id, world, made)
        await backupThat('backup after a retry', (one) => one.id === made && one.status === 'done')
        await archon.backups_queue_v1.delete(id, world, made)
        check(!(await queue()).backups.some((one) => one.id === made), 'it is still there')
    },

    async 'backups_queue_v1.deleteMany'() {
        await archon.backups_queue_v1.deleteMany(id, world, [backup.id])
        check(!(await queue()).backups.some((one) => one.id === backup.id), 'it is still there')
    },

    async 'kyros.logs_v1.clear'() {
        const before = await history()
        check(before.length > 5, 'there was no history')
        await kyros.logs_v1.clear()
        const left = (await history()).filter((line) => before.includes(line))
        check(left.length === 0, `${left.length} lines are left: ${left}`)
        check(node.token.length > 10, 'the token of the node was not fetched')
    },

    async 'kyros.files_v0.modifyOperation'() {
        const ended = new Promise((resolve) => {
            archon.sockets.on(id, 'filesystem-ops', ({ all }) => {
                const done = all.find((one) => one.state === 'done')
                if (done) resolve(done.id)
            })
        })
        await archon.sockets.safeConnect(id)
        await simulator('POST', `servers/${id}/actions`, { do: 'extract' })
        const operation = await ended
        const gone = new Promise((resolve) => {
            archon.sockets.on(id, 'filesystem-ops', ({ all }) => {
                if (!all.some((one) => one.id === operation)) resolve()
            })
        })
        await kyros.files_v0.modifyOperation(operation, 'dismiss')
        await gone
        archon.sockets.disconnect(id)
    },
}

try {
    for (const [name, step] of Object.entries(STEPS)) {
        let timer
        const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error('it did not end in time')), 2 * LIMIT)
        })
        await Promise.race([step(), late]).catch((error) => { throw new Error(`${name}: ${error.message}`, { cause: error }) })
        clearTimeout(timer)
        console.log(`ok ${name}`)
    }
    process.exit(0)
} catch (error) {
    console.log(`failed ${error.message}`)
    process.exit(1)
}
