/** Retries and races: one effect per idempotency key, one winner per version, on every operation that changes something. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../server/openapi.ts'
import { ROWS } from './matrix/rows.ts'
import type { Answer } from './support/api.ts'
import { type Asked, call, type Operation, operationsOf, type Row, signOf } from './support/matrix.ts'
import { NEED } from './support/needs.ts'
import { PRINCIPALS, type Stage, setStage } from './support/principals.ts'
import type { Person } from './support/world.ts'

const openApi = await openApiDocument()
const OPERATIONS = operationsOf(openApi)

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

/** Somebody who is let in, with a subject of his own: a firm before an agency, which needs a mandate, and admins before members. */
async function letIn(operation: Operation): Promise<{ who: Person; asked: Asked; row: Row }> {
  const row = ROWS[operation.id]!
  const allowed = [...PRINCIPALS].reverse().filter((one) => signOf(row.may, one) === '+')
  const principal = allowed.find((one) => !one.startsWith('agency')) ?? allowed[0]!
  const who = row.fresh === undefined ? stage.people[principal] : await freshOf(row, principal)
  const asked = (await row.ask?.(stage, 'own', principal, who)) ?? {}
  return { who, asked, row }
}

async function freshOf({ fresh }: Row, principal: (typeof PRINCIPALS)[number]): Promise<Person> {
  return typeof fresh === 'function' ? fresh(stage, principal) : stage.fresh(principal)
}

const withHeader = (asked: Asked, headers: Record<string, string>): Asked => ({ ...asked, headers: { ...asked.headers, ...headers } })
/** What was written down of somebody; what jobs wrote meanwhile for others does not count. */
const audits = async (who: Person) =>
  Number(
    (await stage.owner.query("select count(*) as n from audit_log where user_id = $1 and action <> 'import.finish'", [who.userId])).rows[0]
      .n,
  )
const faceOf = ({ status, body }: Answer) => JSON.stringify([status, body])
const isReplay = ({ headers }: Answer) => headers['idempotency-replayed'] === 'true'

describe('a repeated request', () => {
  it('has one effect per key, however many come at once', async () => {
    const leadFirm = stage.own['lead-firm']
    const keys = Array.from({ length: 5 }, (_, n) => `create-need-${n}`)
    const before = (await leadFirm.get<{ items: object[] }>('/sourcing-needs?limit=100')).body.items.length
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => leadFirm.send('POST', '/sourcing-needs', NEED, { 'idempotency-key': keys[n % 5]! })),
    )
    expect(answers.map((one) => one.status)).toEqual(answers.map(() => 201))
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(5)
    expect(answers.filter(isReplay)).toHaveLength(45)
    expect((await leadFirm.get<{ items: object[] }>('/sourcing-needs?limit=100')).body.items).toHaveLength(before + 5)
  })

  it('with another body is refused, and has no effect', async () => {
    const leadFirm = stage.own['lead-firm']
    const header = { 'idempotency-key': 'another-body' }
    expect((await leadFirm.send('POST', '/sourcing-needs', NEED, header)).status).toBe(201)
    const before = await audits(leadFirm)
    const answer = await leadFirm.send('POST', '/sourcing-needs', { ...NEED, title: 'Something else' }, header)
    expect(answer).toMatchObject({ status: 422, body: { code: 'key-used-otherwise' } })
    expect(await audits(leadFirm)).toBe(before)
  })

  it('with the key of somebody else is a request of its own', async () => {
    const header = { 'idempotency-key': 'not-only-mine' }
    const mine = await stage.own['lead-firm'].send('POST', '/sourcing-needs', NEED, header)
    const theirs = await stage.other['lead-firm'].send('POST', '/sourcing-needs', NEED, header)
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.body.id).not.toBe(mine.body.id)
  })

  it('that was refused may be tried again with the same key', async () => {
    const leadFirm = stage.own['lead-firm']
    const header = { 'idempotency-key': 'refused-at-first' }
    expect((await leadFirm.send('POST', '/sourcing-needs', { ...NEED, products: ['no-such-thing'] }, header)).status).toBe(422)
    expect((await leadFirm.send('POST', '/sourcing-needs', NEED, header)).status).toBe(201)
  })

  const changing = OPERATIONS.filter(({ id, method }) => method !== 'GET' && !ROWS[id]?.reads)
  it.each(changing.filter((one) => !(one.id in WITHOUT_KEY)).map((one) => [one.id, one] as const))(
    '%s answers the same again and does nothing twice',
    async (id, operation) => {
      const { who, asked } = await letIn(operation)
      const keyed = withHeader(asked, { 'idempotency-key': `twice-${id}` })
      const first = await call(who, operation, keyed)
      expect(first.status, JSON.stringify(first.body)).toBeLessThan(300)
      const before = await audits(who)
      const again = await call(who, operation, keyed)
      expect(again.headers['idempotency-replayed']).toBe('true')
      expect(faceOf(again)).toBe(faceOf(first))
      expect(await audits(who)).toBe(before)
    },
  )

  it.each(changing.filter((one) => one.id in WITHOUT_KEY).map((one) => [one.id, one] as const))(
    '%s keeps no key, and stands being sent twice',
    async (id, operation) => {
      const { who, asked } = await letIn(operation)
      const keyed = withHeader(asked, { 'idempotency-key': `twice-${id}` })
      const first = await call(who, operation, keyed)
      expect(first.status, JSON.stringify(first.body)).toBeLessThan(300)
      const again = await call(who, operation, keyed)
      expect(again.status, JSON.stringify(again.body)).toBe(WITHOUT_KEY[id])
    },
  )

  it('leaves neither its key nor what was shown once in the table', async () => {
    const header = { 'idempotency-key': 'shown-only-once' }
    const body = { email: 'shown-once@example.org', role: 'member', duties: [] }
    const sent = await stage.own.sme.send<{ link: string }>('POST', '/organization/invitations', body, header)
    const again = await stage.own.sme.send<{ link: string }>('POST', '/organization/invitations', body, header)
    expect(again.body.link).toBe(sent.body.link)
    const kept = JSON.stringify((await stage.owner.query('select * from idempotency_keys')).rows)
    expect(kept).not.toContain(new URL(sent.body.link).searchParams.get('token'))
    expect(kept).not.toContain('shown-only-once')
  })
})

/** Operations of the system door, which keeps no keys; the status that sending them a second time is met with. */
const WITHOUT_KEY: Record<string, number> = {
  editAccount: 200,
  // The current password is no longer the current one.
  changePassword: 403,
  endOtherSessions: 204,
  // A stored answer would carry a session's token.
  actFor: 200,
  signUp: 409,
  signIn: 200,
  signOut: 401,
  askPasswordReset: 202,
  resetPassword: 410,
  setUpPlatform: 410,
  leaveOrganization: 403,
  acceptInvitation: 410,
  askForClaim: 202,
  useClaimCode: 409,
  askForRemoval: 202,
  decideClaim: 412,
  undoImport: 409,
  // Telephones are of the system door alone.
  askPhoneCode: 202,
  confirmPhone: 409,
  removePhone: 200,
  receiveText: 204,
  // By the mail's own Message-ID.
  receiveMail: 200,
  // By the link of a mail: nobody is signed in.
  mute: 200,
  answerByLink: 409,
}

describe('a race on one version', () => {
  const paths = (openApi as { paths: Record<string, Record<string, { parameters?: { name: string }[] }>> }).paths
  const versioned = OPERATIONS.filter(({ path, method }) =>
    paths[path]?.[method.toLowerCase()]?.parameters?.some((one) => one.name === 'if-match'),
  )
  const writers = 20

  it.each(versioned.map((one) => [one.id, one] as const))('%s has exactly one winner among twenty', async (_id, operation) => {
    const { who, asked } = await letIn(operation)
    const answers = await Promise.all(Array.from({ length: writers }, () => call(who, operation, asked)))
    const won = answers.filter((one) => one.status < 300)
    expect(won, JSON.stringify(answers.map((one) => one.status))).toHaveLength(1)
    expect(new Set(answers.filter((one) => one.status >= 300).map((one) => one.status))).toEqual(new Set([412]))
  })

  it.each(versioned.map((one) => [one.id, one] as const))(
    '%s asks for the version, and refuses one that does not stand',
    async (_id, operation) => {
      const { who, asked } = await letIn(operation)
      const { headers: _, ...without } = asked
      const answers = [await call(who, operation, without)]
      for (const mark of ['"999999"', 'W/"999999"', '*', '7', '"-1"', '"1e3"', '""', '"01x"']) {
        answers.push(await call(who, operation, { ...asked, headers: { 'if-match': mark } }))
      }
      const [none, ...stale] = answers
      expect(none).toMatchObject({ status: 428, body: { code: 'version-missing' } })
      for (const one of stale) expect(one).toMatchObject({ status: 412, body: { code: 'stale-version' } })
    },
  )
})
