// The npm client in the race. Prints the same line as the JVM's contenders.
// node npm-client.mjs PACKAGES BASE ORDER WARM_UP_MILLIS WINDOW_MILLIS
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [packages, base, order, warmUp, window] = process.argv.slice(2)
const require = createRequire(join(packages, 'node_modules', 'none.js'))
const WebSocket = require('ws')

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis))
const [workload, mode, , connections, run] = order.split('-')
const latency = mode === 'latency'
const floodsBefore = latency || mode === 'swarm'

let ended = 0
let told = () => {}
const endOf = (count) =>
  new Promise((resolve) => {
    ended = 0
    told = () => {
      if (++ended === count) resolve()
    }
  })
globalThis.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url)
    this.on('close', () => told())
  }
}
// The package reports each closure there.
console.debug = () => {}

const { GenericModrinthClient } = await import(
  pathToFileURL(join(packages, 'node_modules/@modrinth/api-client/dist/index.js')).href
)

let events = 0
const checksums = []
const latencies = []
let from = 1n << 62n

const client = new GenericModrinthClient({ userAgent: 'race', archonBaseUrl: base })
const others = [
  'log4j', 'stats', 'power-state', 'state', 'uptime', 'backup-progress', 'installation-result',
  'install-progress', 'new-mod', 'filesystem-ops',
]
const listen = (id, i) => {
  client.archon.sockets.on(id, 'log', (event) => {
    events++
    checksums[i] = (Math.imul(checksums[i], 31) + event.message.length) | 0
    if (latency && measuring) {
      const sentAt = BigInt(event.message.slice(44, 63))
      if (sentAt >= from) latencies.push(Number(process.hrtime.bigint() - sentAt))
    }
  })
  for (const type of others) {
    client.archon.sockets.on(id, type, () => {
      events++
      checksums[i] = Math.imul(checksums[i], 31) | 0
    })
  }
}

let measuring = false
if (floodsBefore) {
  const id = `${workload}-flood-${warmUp}-1-${Number(run) + 1_000_000}-0`
  const end = endOf(1)
  checksums.push(0)
  listen(id, 0)
  await client.archon.sockets.safeConnect(id)
  await end
  events = 0
  checksums.length = 0
}
measuring = true

const end = endOf(Number(connections))
const prefix = order.slice(0, order.lastIndexOf('-') + 1)
const connecting = []
for (let i = 0; i < Number(connections); i++) {
  checksums.push(0)
  listen(prefix + i, i)
  connecting.push(client.archon.sockets.safeConnect(prefix + i))
}
await Promise.all(connecting)
while (events === 0) await sleep(1)

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}
await sleep(floodsBefore ? 1000 : Number(warmUp))
from = process.hrtime.bigint()
const before = { events, cpu: cpu(), nanos: process.hrtime.bigint() }
await sleep(Number(window))
const after = { events, cpu: cpu(), nanos: process.hrtime.bigint() }
await end

let line =
  `found events=${after.events - before.events} nanos=${after.nanos - before.nanos} cpu=${after.cpu - before.cpu}` +
  ` total=${events} checksum=${checksums.reduce((sum, next) => (sum + next) | 0, 0)} unit=CHARACTERS bits=32`
if (latency) {
  const sorted = Float64Array.from(latencies).sort()
  const quantile = (q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
  line += ` p50=${quantile(0.5)} p99=${quantile(0.99)} p999=${quantile(0.999)} max=${sorted[sorted.length - 1]}`
}
console.log(line)
process.exit(0)
