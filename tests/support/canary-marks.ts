/** The words of the canary test: whose each is, in which field it stands, and who may read it. */
import { createHash } from 'node:crypto'
import type { Tier } from './canary-fields.ts'
import type { Person } from './world.ts'

export interface Mark {
  text: string
  /** `table.column` */
  field: string
  tier: Tier
  /** The organization whose word it is. */
  owner: string
  /** Organizations, or addresses of persons, that may read it beside the owner. */
  parties: readonly string[]
}

export interface Reader {
  name: string
  who: Person
  kind: 'visitor' | 'user' | 'platform' | 'sme' | 'lead-firm' | 'agency'
  isAdmin: boolean
}

/** Whether this reader may see the word (trust reference 4; rulings, Tenancy). */
export function mayRead({ tier, owner, parties }: Mark, { who, kind, isAdmin }: Reader): boolean {
  const { organizationId } = who
  if (parties.includes(who.email) || (organizationId !== '' && parties.includes(organizationId))) return true
  const own = organizationId !== '' && organizationId === owner
  return own ? tier !== 'admins' || isAdmin : OTHERS[tier].includes(kind)
}

const OTHERS: Record<Tier, readonly Reader['kind'][]> = {
  public: ['visitor', 'user', 'platform', 'sme', 'lead-firm', 'agency'],
  'signed-in': ['platform', 'sme', 'lead-firm', 'agency'],
  registered: ['platform', 'lead-firm', 'agency'],
  members: ['sme', 'lead-firm', 'agency'],
  matched: [],
  own: [],
  admins: [],
  parties: [],
}

/** Where new words come from; each is remembered with its field. */
export interface Mint {
  marks: Mark[]
  word(field: string, tier: Tier, owner: string, parties?: readonly string[]): string
  /** Somebody's mail address, which is unique by itself and serves as its own word. */
  address(who: Person, parties: readonly string[]): void
}

/** Twelve letters that stand in no dictionary and are far from each other. */
export function letters(of: string): string {
  return `q${[...createHash('sha256').update(of).digest()]
    .slice(0, 11)
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('')}`
}

export function createMint(): Mint {
  const marks: Mark[] = []
  return {
    marks,
    word(field, tier, owner, parties = []) {
      const text = letters(`${field} ${marks.length}`)
      marks.push({ text, field, tier, owner, parties })
      return text
    },
    address(who, parties) {
      marks.push({ text: who.email, field: 'users.email', tier: 'parties', owner: who.organizationId, parties })
    },
  }
}
