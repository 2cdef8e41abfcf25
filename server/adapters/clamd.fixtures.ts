/** A small clamd that speaks the real protocol, for tests: it knows one virus and keeps what it was sent. */
import { type AddressInfo, createServer, type Server } from 'node:net'

export interface FakeClamd {
  port: number
  /** What it was sent, file by file. */
  seen: Buffer[]
  close(): Promise<void>
}

/** The harmless test virus of the European Institute for Computer Antivirus Research, put together so that this file is none. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

/** Answers as clamd does; `limit` is its StreamMaxLength, `mute` makes it take all and say nothing. */
export async function startClamd({ limit = 25_000_000, mute = false } = {}): Promise<FakeClamd> {
  const seen: Buffer[] = []
  const server: Server = createServer((socket) => {
    let bytes = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (part: Buffer) => {
      bytes = Buffer.concat([bytes, part])
      const stream = streamIn(bytes)
      if (stream === 'unknown') return void socket.end('UNKNOWN COMMAND\0')
      if (stream === null || mute) return
      seen.push(stream)
      if (stream.length > limit) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      socket.end(stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The whole stream once its end has come, null before that. */
function streamIn(bytes: Buffer): Buffer | null | 'unknown' {
  const command = 'zINSTREAM\0'
  if (bytes.length < command.length) return null
  if (bytes.subarray(0, command.length).toString() !== command) return 'unknown'
  const parts: Buffer[] = []
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
