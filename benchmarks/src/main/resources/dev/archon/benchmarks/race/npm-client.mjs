// The npm client in the race: one connection that receives a flood of log messages. Prints the same line as the contenders
// that run in a JVM.
// node npm-client.mjs PACKAGES BASE REQUEST WARM_UP_MILLIS WINDOW_MILLIS
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [packages, base, request, warmUp, window] = process.argv.slice(2)
const require = createRequire(join(packages, 'node_modules', 'none.js'))
const WebSocket = require('ws')

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis))

let closed = () => {}
const end = new Promise((resolve) => {
  closed = resolve
})
globalThis.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url)
    this.on('close', () => closed())
  }
}
// The package reports each closure there.
console.debug = () => {}

const { GenericModrinthClient } = await import(
  pathToFileURL(join(packages, 'node_modules/@modrinth/api-client/dist/index.js')).href
)

let events = 0
let checksum = 0

const client = new GenericModrinthClient({ userAgent: 'race', archonBaseUrl: base })
client.archon.sockets.on(request, 'log', (event) => {
  events++
  checksum = (Math.imul(checksum, 31) + event.message.length) | 0
})
await client.archon.sockets.safeConnect(request)
while (events === 0) await sleep(1)

const sample = () => ({ events, cpu: process.cpuUsage(), nanos: process.hrtime.bigint() })
await sleep(Number(warmUp))
const before = sample()
await sleep(Number(window))
const after = sample()
await end

const kernel = (after.cpu.system - before.cpu.system) * 1000
const cpu = (after.cpu.user - before.cpu.user) * 1000 + kernel
console.log(
  `found events=${after.events - before.events} nanos=${after.nanos - before.nanos} cpu=${cpu} kernel=${kernel}` +
    ` total=${events} checksum=${checksum} unit=CHARACTERS bits=32`,
)
process.exit(0)
