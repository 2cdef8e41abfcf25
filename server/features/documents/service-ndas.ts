/** Agreements of non-disclosure: offered out of a template, signed by both firms, and with the second signature the drawings open. */
import { createHash } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import { type Actor, may } from '../../../domain/actor.ts'
import { NDA_TEXT_VERSION, type NdaParty, type NdaState, offerNda, signNda } from '../../../domain/ndas.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { AgreementWriter } from '../../ports/agreement-writer.ts'
import type { LinkageAccess } from '../linkages/service.ts'
import type { NdaView, OfferBody } from './contract-ndas.ts'
import { standingOf } from './service-access.ts'
import type { DocumentNeeds } from './service-finding.ts'
import { ndaText, paperOf } from './service-nda-text.ts'
import { tellOne } from './service-telling.ts'
import { type NdaRow, type SignatureRow, ndaStore as store } from './store-ndas.ts'

export interface NdaService {
  get(actor: Actor, linkageId: string): Promise<NdaView>
  offer(actor: Actor, linkageId: string, body: OfferBody): Promise<NdaView>
  sign(actor: Actor, linkageId: string, signing: Signing): Promise<NdaView>
  print(actor: Actor, linkageId: string): Promise<{ name: string; bytes: Uint8Array }>
}

interface Signing {
  version: number | null
  name: string
  sessionId: string
}

export interface NdaNeeds extends DocumentNeeds {
  agreements: AgreementWriter
  /** Both have signed: the linkage takes its step. */
  ndaSigned(tx: Transaction, actor: Actor, linkageId: string): Promise<void>
}

export function createNdaService(needs: NdaNeeds): NdaService {
  const { db } = needs
  return {
    get: (actor, linkageId) =>
      db.as(actor, async (tx) => {
        const access = await requireParty(needs, tx, actor, { linkageId, permission: 'nda.read' })
        return viewOf(needs, tx, actor, access)
      }),
    offer: (actor, linkageId, body) => db.as(actor, (tx) => offer(needs, tx, actor, { linkageId, body })),
    sign: (actor, linkageId, signing) => db.as(actor, (tx) => sign(needs, tx, actor, { linkageId, ...signing })),
    print: async (actor, linkageId) => {
      const paper = await db.as(actor, async (tx) => {
        await requireParty(needs, tx, actor, { linkageId, permission: 'nda.read' })
        const row = await store.current(tx, linkageId)
        if (!row) throw new NotFoundError()
        return paperOf(row, await store.signatures(tx, row.id))
      })
      return { name: `${paper.title}.pdf`, bytes: await needs.agreements.write(paper) }
    },
  }
}

type Party = LinkageAccess & { party: NdaParty }

/** One of the two firms; for an agency, which is bound by nothing between them, there is no agreement here. */
async function requireParty(
  needs: NdaNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, permission }: { linkageId: string; permission: 'nda.read' | 'nda.sign' },
): Promise<Party> {
  const access = await needs.accessOf(tx, actor, linkageId)
  requireMay(actor, permission, access && { parties: [access.leadFirmId, access.smeId] })
  return access as Party
}

async function stateOf(needs: NdaNeeds, tx: Transaction, access: Party, signatures: readonly SignatureRow[]): Promise<NdaState> {
  const need = await needs.needOf(tx, access.needId)
  const hidden = need?.alias === true && !(await needs.logOf(tx, access.id)).isIntroduced
  return { standing: await standingOf(needs, tx, access), hidden, signatures }
}

async function offer(
  needs: NdaNeeds,
  tx: Transaction,
  actor: Actor,
  { linkageId, body }: { linkageId: string; body: OfferBody },
): Promise<NdaView> {
  const access = await requireParty(needs, tx, actor, { linkageId, permission: 'nda.sign' })
  const before = await store.lock(tx, linkageId)
  const decision = offerNda(await stateOf(needs, tx, access, before ? await store.signatures(tx, before.id) : []))
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = needs.clock.now()
  if (before) await store.change(tx, before.id, { supersededAt: at, updatedAt: at })
  const need = (await needs.needOf(tx, access.needId))?.title ?? ''
  const firms = { leadFirm: await store.firmName(tx, access.leadFirmId), sme: await store.firmName(tx, access.smeId) }
  const { title, text } = ndaText({ ...body, ...firms, need, at })
  const row = await store.insert(tx, {
    ...body,
    linkageId,
    textVersion: NDA_TEXT_VERSION,
    title,
    text,
    textHash: createHash('sha256').update(text).digest('hex'),
    offeredBy: access.party,
    createdAt: at,
    updatedAt: at,
  })
  const id = row?.id ?? ''
  await record(tx, actor, { action: 'nda.offer', subjectKind: 'linkage', subjectId: linkageId, detail: { nda: id, form: body.form }, at })
  await tell(needs, tx, access, { need, topic: 'nda-to-sign', key: `nda-to-sign/${id}/offer`, to: otherOf(access) })
  return viewOf(needs, tx, actor, access)
}

async function sign(needs: NdaNeeds, tx: Transaction, actor: Actor, asked: Signing & { linkageId: string }): Promise<NdaView> {
  const access = await requireParty(needs, tx, actor, { linkageId: asked.linkageId, permission: 'nda.sign' })
  const row = await store.lock(tx, access.id)
  if (!row) throw new NotFoundError()
  requireVersion(row, asked.version)
  const { userId, organizationId } = actingFor(actor)
  const signatures = await store.signatures(tx, row.id)
  const decision = signNda(await stateOf(needs, tx, access, signatures), { party: access.party, userId })
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const at = needs.clock.now()
  await store.sign(tx, {
    ndaId: row.id,
    party: access.party,
    organizationId,
    userId,
    textHash: row.textHash,
    at,
    firm: await store.firmName(tx, organizationId),
    name: asked.name.trim(),
    sessionMark: createHash('sha256').update(asked.sessionId).digest('hex').slice(0, 16),
  })
  const isComplete = decision.value
  await store.change(tx, row.id, { ...(isComplete && { completedAt: at }), updatedAt: at })
  await record(tx, actor, {
    action: 'nda.sign',
    subjectKind: 'linkage',
    subjectId: access.id,
    detail: { nda: row.id, hash: row.textHash },
    at,
  })
  if (isComplete) await needs.ndaSigned(tx, actor, access.id)
  const need = (await needs.needOf(tx, access.needId))?.title ?? ''
  const topic = isComplete ? ('nda-signed' as const) : ('nda-to-sign' as const)
  await tell(needs, tx, access, { need, topic, key: `${topic}/${row.id}/${access.party}`, to: otherOf(access) })
  return viewOf(needs, tx, actor, access)
}

function otherOf({ party, leadFirmId, smeId }: Party) {
  return party === 'sme' ? { organizationId: leadFirmId, kind: 'lead-firm' as const } : { organizationId: smeId, kind: 'sme' as const }
}

interface Telling {
  need: string
  topic: 'nda-to-sign' | 'nda-signed'
  key: string
  to: ReturnType<typeof otherOf>
}

async function tell(needs: NdaNeeds, tx: Transaction, { id }: Party, { need, topic, key, to }: Telling): Promise<void> {
  await tellOne(needs, tx, to, { seat: { linkageId: id, needTitle: need }, topic, subject: { kind: 'linkage', id }, key })
}

async function viewOf(needs: NdaNeeds, tx: Transaction, actor: Actor, access: Party): Promise<NdaView> {
  const row = await store.current(tx, access.id)
  const signatures = row ? await store.signatures(tx, row.id) : []
  const state = await stateOf(needs, tx, access, signatures)
  const isSigner = may(actor, 'nda.sign') === null
  return {
    nda: row ? ndaView(row, signatures) : null,
    mayOffer: isSigner && offerNda(state).ok,
    maySign: isSigner && row !== undefined && signNda(state, { party: access.party, userId: actor.userId ?? '' }).ok,
  }
}

function ndaView(row: NdaRow, signatures: readonly SignatureRow[]): NonNullable<NdaView['nda']> {
  const { id, form, language, months, title, text, textHash, offeredBy, version } = row
  return {
    id,
    form,
    language,
    months,
    title,
    text,
    textHash,
    offeredBy,
    version,
    offeredAt: row.createdAt.toISOString(),
    signatures: signatures.map(({ party, firm, name, at }) => ({ party, firm, name, at: at.toISOString() })),
    completedAt: row.completedAt?.toISOString() ?? null,
  }
}
