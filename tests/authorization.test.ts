/** The authorization matrix: every operation of the API, asked by everybody, about his own, another's and nothing at all (trust reference 4). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../server/openapi.ts'
import { ROWS } from './matrix/rows.ts'
import type { Answer } from './support/api.ts'
import {
  type Ask,
  type Asked,
  call,
  faceOf,
  fits,
  hiddenFrom,
  type Line,
  nowhere,
  type Operation,
  operationsOf,
  type Row,
  signOf,
  type Whose,
} from './support/matrix.ts'
import { kindOf, PRINCIPALS, type Principal, type Stage, setStage } from './support/principals.ts'
import type { Person } from './support/world.ts'

const OPERATIONS = operationsOf(await openApiDocument())

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

interface Cell {
  operation: Operation
  row: Row
  whose: Whose
  principal: Principal
  line: Line
  ask: Ask
  name: string
}

/** Subjects that a cell must not spend: those of callers who are not let in, one per tenant. */
const kept = new Map<string, Asked>()

async function subjectOf({ operation, row, whose, principal, line, ask, name }: Cell, who: Person): Promise<Asked> {
  const spent = operation.method !== 'GET' || row.personal
  if (spent && signOf(line, principal) === '+') return ask(stage, whose, principal, who)
  const key = `${operation.id} ${name} ${kindOf(principal, 'lead-firm')}`
  const asked = kept.get(key) ?? (await ask(stage, whose, principal, who))
  kept.set(key, asked)
  return asked
}

function callerOf({ fresh }: Row, principal: Principal): Promise<Person> | Person {
  if (fresh === true) return stage.fresh(principal)
  return fresh ? fresh(stage, principal) : stage.people[principal]
}

async function auditRows(): Promise<number> {
  return Number((await stage.owner.query('select count(*) as n from audit_log')).rows[0].n)
}

/** Asks one cell; what differs from the table is told as a sentence. */
async function askCell(cell: Cell): Promise<{ faults: string[]; answer: Answer }> {
  const { operation, row, principal, line, name } = cell
  const who = await callerOf(row, principal)
  const asked = await subjectOf(cell, who)
  const before = await auditRows()
  const answer = await call(who, operation, cell.whose === 'missing' ? nowhere(asked) : asked)
  const sign = signOf(line, principal)
  const faults: string[] = []
  if (!fits(sign, answer.status))
    faults.push(`${principal}, ${name}: expected ${sign}, got ${answer.status} ${JSON.stringify(answer.body)}`)
  const wrote = operation.method !== 'GET' && !row.reads && answer.status < 300
  if (wrote && (await auditRows()) === before) faults.push(`${principal}, ${name}: no audit row`)
  return { faults, answer }
}

async function askOwn(operation: Operation, row: Row): Promise<{ faults: string[]; succeeded: boolean }> {
  const ask = row.ask ?? (() => ({}))
  const faults: string[] = []
  let succeeded = false
  const subjects = [{ name: 'own', may: row.may, ask }, ...Object.entries(row.also ?? {}).map(([name, one]) => ({ name, ...one }))]
  for (const subject of subjects) {
    for (const principal of PRINCIPALS) {
      const cell = { operation, row, whose: 'own' as const, principal, line: subject.may, ask: subject.ask, name: subject.name }
      const { faults: found, answer } = await askCell(cell)
      faults.push(...found)
      succeeded ||= answer.status < 300
    }
  }
  return { faults, succeeded }
}

/** A subject of another tenant and one that never existed cannot be told apart by whoever is not let in. */
async function askForeign(operation: Operation, row: Row): Promise<string[]> {
  const ask = row.ask ?? (() => ({}))
  const foreign = row.foreign === 'hidden' || row.foreign === undefined ? hiddenFrom(row.may) : row.foreign
  const faults: string[] = []
  for (const principal of PRINCIPALS) {
    const common = { operation, row, principal, ask }
    const other = await askCell({ ...common, whose: 'other', line: foreign, name: 'other' })
    const missing = await askCell({ ...common, whose: 'missing', line: hiddenFrom(foreign), name: 'missing' })
    faults.push(...other.faults, ...missing.faults)
    if (signOf(foreign, principal) === '+') continue
    const [seen, unseen] = [faceOf(other.answer), faceOf(missing.answer)]
    if (seen !== unseen) faults.push(`${principal}: another's and nobody's differ: ${seen} / ${unseen}`)
  }
  return faults
}

describe('the authorization matrix', () => {
  it('has a row for each operation and no row without one', () => {
    expect(Object.keys(ROWS).sort()).toEqual(OPERATIONS.map((one) => one.id).sort())
  })

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    '%s',
    async (id, operation) => {
      const row = ROWS[id]
      if (!row) throw new Error(`${id} has no row in tests/matrix`)
      const { faults, succeeded } = await askOwn(operation, row)
      if (row.foreign) faults.push(...(await askForeign(operation, row)))
      expect(faults).toEqual([])
      expect(succeeded, 'somebody succeeds').toBe(true)
      // Whoever waits for a mail or a text waits for all the jobs of the operations before.
    },
    180_000,
  )
})
