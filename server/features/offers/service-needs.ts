/** What the use cases of interest and offers are made with: other features are handed in by compose. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor, Permission } from '../../../domain/actor.ts'
import type { EvidenceLevel } from '../../../domain/evidence.ts'
import type { StepAnswer } from '../../../domain/linkage-steps.ts'
import type { LinkageStage, LinkageStep } from '../../../domain/linkages.ts'
import type { KnownVerdict } from '../../../domain/offer-prefill.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { Locale } from '../../../words/locales.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentWriter } from '../../ports/document-writer.ts'
import type { LinkageAccess } from '../linkages/service.ts'

export type { LinkageAccess }

/** An SME before a need of a lead firm. */
export interface Pair {
  needId: string
  leadFirmId: string
  smeId: string
}

export interface NeedHeld {
  need: SourcingNeed
  version: number
  leadFirm: string
  takesAnswers: boolean
  /** Codes of the lead firm's own standards, where an alias must not show them. */
  hidden: ReadonlySet<string>
}

export interface ComparedVerdict extends KnownVerdict {
  evidence: EvidenceLevel | null
}

export interface OfferNeeds {
  db: Database
  clock: Clock
  cursors: Cursors
  jobs: Pick<Jobs, 'send' | 'sendMany'>
  publicOrigin: string
  documents: DocumentWriter
  /** What the platform allows an SME for which no agency brokers. */
  interestsPerMonth: number
  needOf(tx: Transaction, needId: string): Promise<NeedHeld | undefined>
  accessOf(tx: Transaction, actor: Actor, linkageId: string): Promise<LinkageAccess | undefined>
  /** Whether a need under review was offered to this SME. */
  reachesNeed(tx: Transaction, actor: Actor, needId: string): Promise<boolean>
  /** The SME's step in its linkage, with all that linkages ask of it. */
  answerNeed(tx: Transaction, actor: Actor, needId: string, answer: StepAnswer): Promise<{ id: string; stage: LinkageStage }>
  /** The steps the SME could take from here. */
  openSteps(stage: LinkageStage | null): readonly LinkageStep[]
  /** An offer came: the linkage moves on where its stage allows. */
  quoted(tx: Transaction, actor: Actor, linkageId: string): Promise<void>
  /** Agencies that broker this need for the SME, by its mandate in force. */
  agenciesOf(tx: Transaction, pair: Pair): Promise<string[]>
  namesOf(tx: Transaction, organizationIds: readonly string[]): Promise<Map<string, string>>
  factsOf(tx: Transaction, smeId: string): Promise<ProfileFacts | undefined>
  /** The matcher's word on the acting SME, on all its own facts. */
  verdictsAboutItself(actor: Actor, needId: string): Promise<KnownVerdict[]>
  /** The matcher's word on these SMEs, on the facts that the lead firm's tier shows. */
  verdictsOf(actor: Actor, needId: string, smeIds: readonly string[]): Promise<Map<string, ComparedVerdict[]>>
  /** What codes are called in a language. */
  nameOf(locale: Locale): Promise<(code: string) => string>
  /** The member as he stands now; null once he has left. */
  memberNow(tx: Transaction, userId: string, organizationId: string): Promise<Actor | null>
  /** How a member is reached: his name and address, as he would write them himself. */
  contactOf(tx: Transaction, userId: string): Promise<string>
}

/** The need, or the answer that there is none. */
export async function heldNeed(needs: Pick<OfferNeeds, 'needOf'>, tx: Transaction, needId: string): Promise<NeedHeld> {
  const held = await needs.needOf(tx, needId)
  if (!held) throw new NotFoundError()
  return held
}

/** The linkage as this reader stands to it, who must be its party and hold the permission; else there is none. */
export async function accessFor(
  needs: Pick<OfferNeeds, 'accessOf'>,
  tx: Transaction,
  actor: Actor,
  asked: { linkageId: string; permission: Permission; party?: LinkageAccess['party'] },
): Promise<LinkageAccess> {
  const access = await needs.accessOf(tx, actor, asked.linkageId)
  requireMay(actor, asked.permission, access)
  if (asked.party && access.party !== asked.party) throw new NotFoundError()
  return access
}

/** The actor for reading beside his own transaction: the key of his request belongs to that one alone. */
export function readingAs(actor: Actor): Actor {
  const reader = { ...actor }
  delete reader.once
  return reader
}
