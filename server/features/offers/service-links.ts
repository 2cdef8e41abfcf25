/** Answers by the link of a mail: signed, for one need, firm and member, good for one answer; looking at it changes nothing, since scanners open links. */
import { createHash, randomUUID } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { askAgainOn, isOver, LINK_ANSWERS, linkExpiry, useLink } from '../../../domain/answer-links.ts'
import { groundsAsked } from '../../../domain/interests.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { AnswerLinkBody, AnswerLinkView } from './contract.ts'
import { keepInterest } from './service-interests.ts'
import { heldNeed, type NeedHeld, type OfferNeeds } from './service-needs.ts'
import { type Hearer, interestStore, type LinkRow, linkStore as store } from './store-interests.ts'

export interface AnswerLinkService {
  show(actor: Actor, token: string): Promise<AnswerLinkView>
  answer(actor: Actor, token: string, body: AnswerLinkBody): Promise<AnswerLinkView>
  /** Makes a link for each of these members; by the member's id, firm and need. Only for mails that go out in the same transaction. */
  make(tx: Transaction, asked: readonly Asked[]): Promise<Map<string, string>>
}

export interface Asked extends Pick<Hearer, 'userId' | 'organizationId'> {
  needId: string
  answerBy: Date | null
}

export function createAnswerLinkService(needs: OfferNeeds): AnswerLinkService {
  const { db, clock } = needs
  const cursors = needs.cursors.of('answers')
  return {
    show(actor, token) {
      requireMay(actor, 'answer-link.answer')
      return db.asSystem('answer-link', async (tx) =>
        viewOf(needs, tx, await found(cursors, clock.now(), token, () => store.byHash(tx, hashed(token)))),
      )
    },
    async answer(actor, token, body) {
      requireMay(actor, 'answer-link.answer')
      const { member, contact } = await db.asSystem('answer-link', async (tx) => {
        const link = await found(cursors, clock.now(), token, () => store.byHash(tx, hashed(token)))
        return {
          member: await needs.memberNow(tx, link.userId, link.organizationId),
          contact: await needs.contactOf(tx, link.userId),
        }
      })
      if (!member) throw new NotFoundError()
      // What follows is the member's own use case, through the same door as if he had signed in.
      return db.as(member, async (tx) => {
        requireMay(member, 'interest.answer')
        const link = await found(cursors, clock.now(), token, () => store.lock(tx, hashed(token)))
        await take(needs, tx, member, { link, body, contact })
        return viewOf(needs, tx, await found(cursors, clock.now(), token, () => store.byHash(tx, hashed(token))))
      })
    },
    make: (tx, asked) => makeLinks({ ...needs, cursors }, tx, asked),
  }
}

export function linkKey({ userId, organizationId, needId }: Pick<Asked, 'userId' | 'organizationId' | 'needId'>): string {
  return `${userId}/${organizationId}/${needId}`
}

async function makeLinks(
  { clock, cursors, publicOrigin }: Pick<OfferNeeds, 'clock' | 'cursors' | 'publicOrigin'>,
  tx: Transaction,
  asked: readonly Asked[],
): Promise<Map<string, string>> {
  const createdAt = clock.now()
  const made = asked.map(({ userId, organizationId, needId, answerBy }) => {
    const expiresAt = linkExpiry(createdAt, answerBy)
    const row = { id: randomUUID(), organizationId, needId, userId, expiresAt, createdAt }
    const token = signer(cursors, row).write([row.id])
    return { row: { ...row, tokenHash: hashed(token) }, token }
  })
  await store.add(
    tx,
    made.map(({ row }) => row),
  )
  return new Map(made.map(({ row, token }) => [linkKey(row), `${publicOrigin}/answer?token=${token}`]))
}

/** What the signature covers beside the link's own id: purpose, firm, need, member and end. The token stays short enough for a line of mail. */
function signer(cursors: Cursors, { organizationId, needId, userId, expiresAt }: Bound): Cursors {
  return cursors.of(['answer-need', organizationId, needId, userId, expiresAt.toISOString()].join('/'))
}

type Bound = Pick<LinkRow, 'organizationId' | 'needId' | 'userId' | 'expiresAt'>

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The link, if we signed it for this very purpose and its time is not over; anything else does not exist. */
async function found(cursors: Cursors, at: Date, token: string, read: () => Promise<LinkRow | undefined>): Promise<LinkRow> {
  const link = await read()
  if (!link || isOver(link, at) || !isSigned(signer(cursors, link), token, link.id)) throw new NotFoundError()
  return link
}

function isSigned(cursors: Cursors, token: string, id: string): boolean {
  try {
    return cursors.read(token)?.[0] === id
  } catch (error) {
    if (error instanceof RefusedError) return false
    throw error
  }
}

interface Taken {
  link: LinkRow
  body: AnswerLinkBody
  contact: string
}

async function take(needs: OfferNeeds, tx: Transaction, member: Actor, taken: Taken): Promise<void> {
  const { link, body } = taken
  const decision = useLink(link, body)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const held = await heldNeed(needs, tx, link.needId)
  const answer = decision.value
  if (answer === 'interested') await interested(needs, tx, member, { ...taken, held })
  if (answer === 'not-interested') await needs.answerNeed(tx, member, link.needId, { step: 'decline-interest', ...saidWith(body) })
  const at = needs.clock.now()
  const firm = await interestStore.firmOf(tx, link.organizationId)
  const again = answer === 'ask-later' ? askAgainOn(at, held.need.answerBy, firm?.timeZone) : null
  await store.use(tx, link.id, { answer, answeredAt: at, askAgainOn: again })
  const detail = { by: 'mail-link', answer, linkId: link.id }
  await record(tx, member, { action: 'answer-link.use', subjectKind: 'need', subjectId: link.needId, detail, at })
}

function saidWith({ reason, note }: AnswerLinkBody) {
  return { ...(reason && { reason }), ...(note && { note }) }
}

/** The member himself is the contact. */
async function interested(
  needs: OfferNeeds,
  tx: Transaction,
  member: Actor,
  { held, body, contact }: Taken & { held: NeedHeld },
): Promise<void> {
  const { cooperation = 'supply', unclear = '', about = '', grounds = [], note } = body
  const linkage = await needs.answerNeed(tx, member, held.need.id, { step: 'show-interest', ...(note && { note }) })
  await keepInterest(needs, tx, member, { linkageId: linkage.id, held, body: { cooperation, unclear, about, contact, grounds } })
}

async function viewOf(needs: OfferNeeds, tx: Transaction, link: LinkRow): Promise<AnswerLinkView> {
  const held = await heldNeed(needs, tx, link.needId)
  const firm = await interestStore.firmOf(tx, link.organizationId)
  const linkage = await interestStore.linkageOf(tx, link.needId, link.organizationId)
  const steps = needs.openSteps(linkage ? linkage.stage : null)
  const isAsked = link.answer === null && held.takesAnswers && steps.includes('show-interest')
  return {
    need: needView(held),
    firm: firm ? firm.name : '',
    asked: groundsAsked(held.need.criteria),
    open: isAsked ? [...LINK_ANSWERS] : [],
    answer: link.answer,
    answeredAt: textOf(link.answeredAt),
    askAgainOn: link.askAgainOn,
    linkageId: linkage ? linkage.id : null,
    expiresAt: link.expiresAt.toISOString(),
  }
}

function needView({ need, leadFirm }: NeedHeld): AnswerLinkView['need'] {
  const { id, title, volumePerMonth, volumeUnit, deliveryCountry, startOn } = need
  const answerBy = textOf(need.answerBy)
  return { id, title, leadFirm: need.alias ? null : leadFirm, volumePerMonth, volumeUnit, deliveryCountry, startOn, answerBy }
}

function textOf(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}
