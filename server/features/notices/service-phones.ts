/** A member's telephone: proved by a code that was sent there, silenced by a STOP from there, whoever's account it stands in. */
import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { answerOf, CODE_MINUTES, isPhone, MOST_CODES_A_DAY, MOST_TEXTS_A_DAY, MOST_TRIES } from '../../../domain/texts.ts'
import { actingFor, requireMay } from '../../access.ts'
import { DeniedError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PhoneView } from './contract-settings.ts'
import { type PhoneRow, phoneStore as store } from './store-phones.ts'

export interface PhoneService {
  get(actor: Actor): Promise<PhoneView>
  /** Sends a code to a telephone; until it is said, no text goes there. */
  ask(actor: Actor, phone: string): Promise<PhoneView>
  confirm(actor: Actor, code: string): Promise<PhoneView>
  remove(actor: Actor): Promise<PhoneView>
  /** What a telephone answered, as the gateway hands it on. */
  receive(actor: Actor, token: string | null, said: { from: string; text: string }): Promise<void>
  /** False for a telephone that answered STOP, also after the text was written. */
  mayText(phone: string): Promise<boolean>
}

interface Needs {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'send'>
  /** What the gateway shows when it calls; null where there is none. */
  gatewayToken: string | null
  /** False where no gateway is set and nobody would ever get a code. */
  textsOffered: boolean
  localeOf(userId: string): Promise<string>
}

export function createPhoneService(needs: Needs): PhoneService {
  const { db } = needs
  return {
    async get(actor) {
      requireMay(actor, 'notice.own')
      const { userId } = actingFor(actor)
      return db.asSystem('phones', (tx) => viewOf(needs, tx, userId))
    },
    ask: (actor, phone) => ask(needs, actor, phone),
    confirm: (actor, code) => confirm(needs, actor, code),
    async remove(actor) {
      requireMay(actor, 'notice.own')
      const { userId } = actingFor(actor)
      return db.asSystem('phones', async (tx) => {
        await store.remove(tx, userId)
        await record(tx, actor, { action: 'phone.remove', subjectKind: 'user', subjectId: userId, at: needs.clock.now() })
        return viewOf(needs, tx, userId)
      })
    },
    receive: (actor, token, said) => receive(needs, actor, token, said),
    mayText: (phone) => db.asSystem('phones', async (tx) => !(await store.isStopped(tx, phone))),
  }
}

async function ask(needs: Needs, actor: Actor, phone: string): Promise<PhoneView> {
  requireMay(actor, 'notice.own')
  const { userId } = actingFor(actor)
  const locale = await needs.localeOf(userId)
  return needs.db.asSystem('phones', async (tx) => {
    await requireSendable(needs, tx, userId, phone)
    const at = needs.clock.now()
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const id = randomUUID()
    const codeExpiresAt = new Date(at.getTime() + CODE_MINUTES * 60_000)
    await store.save(tx, { userId, phone, codeHash: hashed(userId, code), codeExpiresAt, tries: 0, confirmedAt: null, createdAt: at })
    await store.noteSends(tx, [{ id, userId, phone, kind: 'code', sentOn: dayOf(at), at }])
    await needs.jobs.send(tx, 'text', { id, to: phone, locale, says: { code } })
    await record(tx, actor, { action: 'phone.ask-code', subjectKind: 'user', subjectId: userId, at })
    return viewOf(needs, tx, userId)
  })
}

async function requireSendable({ clock, textsOffered }: Needs, tx: Transaction, userId: string, phone: string): Promise<void> {
  if (!textsOffered) throw new RefusedError({ code: 'texts-not-offered', message: 'No gateway for texts is set up here.' })
  if (await store.isStopped(tx, phone))
    throw new RefusedError({ code: 'phone-stopped', message: 'This telephone answered STOP; it has to answer START first.' })
  const on = dayOf(clock.now())
  const toPhone = (await store.sentTo(tx, [phone], 'code', on)).get(phone) ?? 0
  if (Math.max(toPhone, await store.codesAskedBy(tx, userId, on)) >= MOST_CODES_A_DAY)
    throw new RefusedError({ code: 'too-many-codes', message: 'No more codes today.' })
}

/** A wrong code is counted though it is refused, so the refusal is thrown after the count is kept. */
async function confirm(needs: Needs, actor: Actor, code: string): Promise<PhoneView> {
  requireMay(actor, 'notice.own')
  const { userId } = actingFor(actor)
  const at = needs.clock.now()
  const confirmed = await needs.db.asSystem('phones', async (tx) => {
    const [row] = await store.hold(tx, [userId])
    if (!row || !takesCode(row, at)) return null
    if (!isSame(row.codeHash ?? '', hashed(userId, code))) {
      await store.change(tx, userId, { tries: row.tries + 1 })
      return null
    }
    await store.change(tx, userId, { confirmedAt: at, codeHash: null, codeExpiresAt: null, tries: 0 })
    await record(tx, actor, { action: 'phone.confirm', subjectKind: 'user', subjectId: userId, at })
    return viewOf(needs, tx, userId)
  })
  if (!confirmed) throw new RefusedError({ code: 'phone-code-wrong', message: 'This code does not fit, or it is too old.' })
  return confirmed
}

function takesCode(row: PhoneRow, at: Date): boolean {
  return row.codeHash !== null && row.tries < MOST_TRIES && row.codeExpiresAt !== null && row.codeExpiresAt > at
}

async function receive(needs: Needs, actor: Actor, token: string | null, said: { from: string; text: string }): Promise<void> {
  requireMay(actor, 'text.receive')
  if (!needs.gatewayToken || !token || !isSame(needs.gatewayToken, token)) throw new DeniedError('not-signed-in')
  const answer = answerOf(said.text)
  if (!answer || !isPhone(said.from)) return
  const at = needs.clock.now()
  await needs.db.asSystem('phones', async (tx) => {
    await (answer === 'stop' ? store.stop(tx, said.from, at) : store.start(tx, said.from))
    const [owner = null] = await store.ownersOf(tx, said.from)
    const entry = { action: `phone.${answer}`, subjectKind: 'user', subjectId: owner ?? 'unknown', at }
    await record(tx, { userId: owner, organizationId: null }, entry)
  })
}

async function viewOf({ textsOffered }: Needs, tx: Transaction, userId: string): Promise<PhoneView> {
  const row = await store.of(tx, userId)
  return {
    phone: row?.phone ?? null,
    confirmed: Boolean(row?.confirmedAt),
    stopped: row ? await store.isStopped(tx, row.phone) : false,
    offered: textsOffered,
    mostADay: MOST_TEXTS_A_DAY,
  }
}

function hashed(userId: string, code: string): string {
  return createHash('sha256').update(`${userId}/${code}`).digest('hex')
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest()]
  return timingSafeEqual(a, b)
}
