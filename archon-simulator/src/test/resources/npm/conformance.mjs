// The published npm client as the conformance kit tries it: node conformance.mjs URL SERVER TOKEN
// Does what the client's document shows, and no more: connects, prints the lines of the console, sends commands.
import { createInterface } from 'node:readline'
import { AuthFeature, GenericModrinthClient } from '@modrinth/api-client'
import WebSocket from 'ws'

globalThis.WebSocket ??= WebSocket

const [base, server, token] = process.argv.slice(2)
const client = new GenericModrinthClient({
    userAgent: 'archon-simulator-test',
    archonBaseUrl: base,
    features: [new AuthFeature({ token: async () => token })],
})
const sockets = client.archon.sockets

sockets.on(server, 'log', ({ message }) => console.log(message))
sockets.on(server, 'log4j', ({ message }) => console.log(message))
sockets.safeConnect(server).catch((error) => console.log(`not connected: ${error.message}`))

createInterface({ input: process.stdin })
    .on('line', (line) => {
        if (line === 'disconnect') sockets.disconnect(server)
        else if (line.startsWith('command ')) sockets.send(server, { event: 'command', cmd: line.slice(8) })
    })
    .on('close', () => {
        sockets.disconnect(server)
    })
