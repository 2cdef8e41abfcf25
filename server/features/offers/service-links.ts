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
      requireMay(actor, 'answer-link.use')
      return db.asSystem('answer-link', async (tx) =>
        viewOf(needs, tx, await found(cursors, clock.now(), token, () => store.byHash(tx, hashed(token)))),
      )
    },
    answer(actor, token, body) {
      requireMay(actor, 'answer-link.use')
      return db.asSystem('answer-link', async (tx) => {
        const link = await found(cursors, clock.now(), token, () => store.lock(tx, hashed(token)))
        await take(needs, tx, link, body)
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
    const token = cursors.write(signedKeys(row))
    return { row: { ...row, tokenHash: hashed(token) }, token }
  })
  await store.add(
    tx,
    made.map(({ row }) => row),
  )
  return new Map(made.map(({ row, token }) => [linkKey(row), `${publicOrigin}/answer?token=${token}`]))
}

function signedKeys({
  id,
  organizationId,
  needId,
  userId,
  expiresAt,
}: Omit<LinkRow, 'tokenHash' | 'answer' | 'answeredAt' | 'askAgainOn' | 'askedAgainAt' | 'createdAt'>): string[] {
  return ['answer-need', id, organizationId, needId, userId, expiresAt.toISOString()]
}

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The link, if we signed it, for this very purpose, and its time is not over; anything else does not exist. */
async function found(cursors: Cursors, at: Date, token: string, read: () => Promise<LinkRow | undefined>): Promise<LinkRow> {
  const keys = signedIn(cursors, token)
  const link = keys && (await read())
  if (!link || isOver(link, at) || signedKeys(link).join() !== keys.join()) throw new NotFoundError()
  return link
}

function signedIn(cursors: Cursors, token: string): string[] | null {
  try {
    return cursors.read(token)
  } catch (error) {
    if (error instanceof RefusedError) return null
    throw error
  }
}

async function take(needs: OfferNeeds, tx: Transaction, link: LinkRow, body: AnswerLinkBody): Promise<void> {
  const decision = useLink(link, body)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const member = await needs.memberNow(tx, link.userId, link.organizationId)
  if (!member) throw new NotFoundError()
  requireMay(member, 'interest.answer')
  const held = await heldNeed(needs, tx, link.needId)
  const at = needs.clock.now()
  const firm = await interestStore.firmOf(tx, link.organizationId)
  const again = decision.value === 'ask-later' ? askAgainOn(at, held.need.answerBy, firm?.timeZone) : null
  if (decision.value === 'interested') await interested(needs, tx, member, { held, body })
  if (decision.value === 'not-interested') {
    const { reason, note } = body
    await needs.answerNeed(tx, member, link.needId, { step: 'decline-interest', ...(reason && { reason }), ...(note && { note }) })
  }
  await store.use(tx, link.id, { answer: decision.value, answeredAt: at, askAgainOn: again })
  const detail = { by: 'mail-link', answer: decision.value, linkId: link.id }
  await record(tx, member, { action: 'answer-link.use', subjectKind: 'need', subjectId: link.needId, detail, at })
}

async function interested(
  needs: OfferNeeds,
  tx: Transaction,
  member: Actor,
  { held, body }: { held: NeedHeld; body: AnswerLinkBody },
): Promise<void> {
  const linkage = await needs.answerNeed(tx, member, held.need.id, { step: 'show-interest', ...(body.note && { note: body.note }) })
  const { cooperation = 'supply', unclear = '', about = '', grounds = [] } = body
  const contact = await needs.contactOf(tx, member.userId ?? '')
  await keepInterest(needs, tx, member, { linkageId: linkage.id, held, body: { cooperation, unclear, about, contact, grounds } })
}

async function viewOf(needs: OfferNeeds, tx: Transaction, link: LinkRow): Promise<AnswerLinkView> {
  const held = await heldNeed(needs, tx, link.needId)
  const { need, leadFirm, takesAnswers } = held
  const firm = await interestStore.firmOf(tx, link.organizationId)
  const linkage = await interestStore.linkageOf(tx, link.needId, link.organizationId)
  const steps = new Set(needs.openSteps(linkage?.stage ?? null))
  const isAsked = link.answer === null && takesAnswers && steps.has('show-interest')
  return {
    need: {
      id: need.id,
      title: need.title,
      leadFirm: need.alias ? null : leadFirm,
      volumePerMonth: need.volumePerMonth,
      volumeUnit: need.volumeUnit,
      deliveryCountry: need.deliveryCountry,
      startOn: need.startOn,
      answerBy: need.answerBy?.toISOString() ?? null,
    },
    firm: firm?.name ?? '',
    asked: groundsAsked(need.criteria),
    open: isAsked ? [...LINK_ANSWERS] : [],
    answer: link.answer,
    answeredAt: link.answeredAt?.toISOString() ?? null,
    askAgainOn: link.askAgainOn,
    linkageId: linkage?.id ?? null,
    expiresAt: link.expiresAt.toISOString(),
  }
}
