/** Says early, before the database is started, that the port is taken. */
import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'

export class PortTakenError extends Error {}

/** Tries every address that the host name stands for: `localhost` may be free on IPv6 and taken on IPv4. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const addresses = await lookup(host, { all: true })
  for (const { address } of addresses) await tryPort(address, port)
}

function tryPort(address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(portTaken(port))
      // An address family this machine lacks is none of our business; listening itself says what else is wrong.
      else resolve()
    })
    server.listen({ host: address, port }, () => server.close(() => resolve()))
  })
}

export function portTaken(port: number): PortTakenError {
  return new PortTakenError(
    `Port ${port} is taken. Stop the other program or choose another: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
  )
}
