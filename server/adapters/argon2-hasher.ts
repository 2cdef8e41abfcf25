/** argon2id with 19 MiB and two passes (OWASP); at most four at once, so that a storm of sign-ins cannot take the machine. */
import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '../ports/password-hasher.ts'

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const MOST_AT_ONCE = 4

export function createArgon2Hasher(): PasswordHasher {
  const inTurn = gate(MOST_AT_ONCE)
  const dummy = hash('nobody has this password', OPTIONS)
  return {
    hash: (password) => inTurn(() => hash(password, OPTIONS)),
    verify: async (known, password) => {
      const against = known ?? (await dummy)
      const fits = await inTurn(() => verify(against, password))
      return known !== null && fits
    },
  }
}

function gate(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}
