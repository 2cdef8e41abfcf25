/** Has clamd look at files over TCP (INSTREAM), or says that nobody has looked. */
import { connect } from 'node:net'
import { ScannerAwayError, type ScanVerdict, type VirusScanner } from '../ports/virus-scanner.ts'

export function createNoScanner(): VirusScanner {
  return { scan: async () => ({ found: 'not-looked' }) }
}

export interface ClamdOptions {
  host: string
  port: number
  /** Milliseconds of silence after which it counts as away. */
  patience?: number
}

/** One connection a file: zINSTREAM, then parts with their length before them, then a length of nought (clamd(8)). */
export function createClamdScanner({ host, port, patience = 30_000 }: ClamdOptions): VirusScanner {
  return {
    async scan(bytes) {
      const answer = await askOnce({ host, port, patience }, bytes)
      return verdictOf(answer)
    },
  }
}

const PART = 64 * 1024
const MOST_OF_AN_ANSWER = 4_096

function askOnce({ host, port, patience }: Required<ClamdOptions>, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    let answer = ''
    const away = (why: string) => {
      socket.destroy()
      reject(new ScannerAwayError(`The virus scanner does not answer: ${why}.`))
    }
    socket.setTimeout(patience, () => away('silence'))
    socket.on('error', (error: NodeJS.ErrnoException) => away(error.code ?? 'error'))
    socket.on('data', (part) => {
      answer += part.toString('utf8')
      if (answer.length > MOST_OF_AN_ANSWER) away('too long an answer')
    })
    socket.on('close', () => (answer === '' ? away('closed') : resolve(answer)))
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += PART) {
        const part = bytes.subarray(at, at + PART)
        socket.write(lengthOf(part.length))
        socket.write(part)
      }
      socket.write(lengthOf(0))
    })
  })
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}

/** `stream: OK`, `stream: Eicar-Signature FOUND`, or an error such as a stream beyond its limit. */
function verdictOf(answer: string): ScanVerdict {
  const text = answer.replace(/\0.*$/s, '').trim()
  if (/^stream: OK$/.test(text)) return { found: 'nothing' }
  const name = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1]
  if (name) return { found: 'virus', name }
  throw new ScannerAwayError('The virus scanner could not look at the file.')
}
