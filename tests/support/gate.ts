/** A gate before a server: it lets everything through, is shut as if the server had stopped, or takes callers in and never answers. */
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface Gate {
  url: string
  /** Whoever comes from now on is let through; whoever was left in the tar pit stays there. */
  open(): Promise<void>
  /** No connection is taken, and those there are break off. */
  stop(): Promise<void>
  /** Connections are taken, or stand already, and nothing comes back: no answer and no end. */
  tarPit(): Promise<void>
}

/** Opened before the server at the address; with none it can only be a tar pit. */
export async function makeGate(to: string | null): Promise<Gate> {
  const sockets = new Set<Socket>()
  const ways = new Set<[Socket, Socket]>()
  let isTarPit = to === null
  let server: Server | null = null
  let port = 0
  const take = (socket: Socket) => {
    keep(sockets, socket)
    if (isTarPit || to === null) return
    const target = new URL(to)
    const onward = connect(Number(target.port || 80), target.hostname)
    keep(sockets, onward)
    const way: [Socket, Socket] = [socket, onward]
    ways.add(way)
    socket.on('close', () => ways.delete(way))
    socket.pipe(onward).pipe(socket)
  }
  const listen = async () => {
    if (server) return
    const fresh = createServer(take)
    await new Promise<void>((resolve) => fresh.listen(port, '127.0.0.1', resolve))
    port = (fresh.address() as { port: number }).port
    server = fresh
  }
  await listen()
  return {
    url: `http://127.0.0.1:${port}`,
    async open() {
      isTarPit = false
      await listen()
    },
    async stop() {
      const old = server
      server = null
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => (old ? old.close(() => resolve()) : resolve()))
    },
    async tarPit() {
      isTarPit = true
      for (const [socket, onward] of ways) {
        socket.unpipe(onward)
        onward.unpipe(socket)
      }
      ways.clear()
      await listen()
    },
  }
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket)
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
}
