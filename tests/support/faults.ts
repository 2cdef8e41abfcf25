/** Ways in which a search server goes away and comes back: before its door, and as the process that it is. */
import { spawn } from 'node:child_process'
import { clearMeili, LIVE } from '../../server/adapters/meili.fixtures.ts'
import type { Gate } from './gate.ts'

export interface Fault {
  name: string
  begin(): Promise<void>
  /** Returns when the server answers again. */
  end(): Promise<void>
}

/** At the gate: connections break off, or are taken and never answered; or what returns is a server that has lost its indexes and keys. */
export function faultsAtGate(gate: Gate, prefix: string): Fault[] {
  return [
    { name: 'stopped', begin: () => gate.stop(), end: () => gate.open() },
    { name: 'tar-pitted', begin: () => gate.tarPit(), end: () => gate.open() },
    {
      name: 'emptied',
      begin: () => gate.stop(),
      async end() {
        await clearMeili(prefix)
        await gate.open()
      },
    },
  ]
}

/** The server's process, and how another is started in its place; null where the environment does not hand them over. */
export const PROCESS =
  LIVE && process.env.MEILI_PID && process.env.MEILI_START ? { pid: Number(process.env.MEILI_PID), start: process.env.MEILI_START } : null

/** The process itself: frozen and thawed, and killed without warning and started again. */
export function faultsOfProcess({ pid, start }: NonNullable<typeof PROCESS>): Fault[] {
  let now = pid
  const signal = async (name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL') => void process.kill(now, name)
  return [
    { name: 'frozen', begin: () => signal('SIGSTOP'), end: () => signal('SIGCONT') },
    {
      name: 'killed',
      begin: () => signal('SIGKILL'),
      async end() {
        const child = spawn(start, { shell: true, detached: true, stdio: 'ignore' })
        child.unref()
        now = child.pid ?? 0
        console.log(`The search server runs again as process ${now}.`)
        await answers()
      },
    },
  ]
}

async function answers(): Promise<void> {
  for (;;) {
    const isThere = await fetch(`${LIVE?.url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
