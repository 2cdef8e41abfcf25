/** An offer as each side may read it: the SME its draft, the lead firm what was submitted, and nothing of it under the seal. */
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { hideOwnStandard } from '../../../domain/needs.ts'
import { missingToSubmit, type OfferContent, unanswered, withoutAmounts } from '../../../domain/offer-content.ts'
import { openOfferSteps, seesAmounts, stands, versionsShown } from '../../../domain/offers.ts'
import { askedIn, requirementKey } from '../../../domain/requirement-keys.ts'
import { isSealed, takesOffers } from '../../../domain/sealing.ts'
import type { Criterion } from '../../../domain/sourcing.ts'
import type { ContentView, OfferVersionView, OfferView, RequirementView } from './contract-offers.ts'
import type { LinkageAccess, NeedHeld } from './service-needs.ts'
import type { OfferRow, VersionRow } from './store.ts'

/** An offer with all that its rules ask about. */
export interface Held {
  access: LinkageAccess
  held: NeedHeld
  offer: OfferRow | undefined
  versions: VersionRow[]
}

interface Reading {
  actor: Actor
  names: ReadonlyMap<string, string>
  at: Date
}

export function offerView(on: Held, { actor, names, at }: Reading): OfferView {
  const { access, held } = on
  const { need } = held
  const amounts = seesAmounts(actor)
  const isSme = access.party === 'sme'
  return {
    linkageId: access.id,
    need: { id: need.id, title: need.title, version: held.version, volumePerMonth: need.volumePerMonth, volumeUnit: need.volumeUnit },
    leadFirm: isSme && access.leadFirmHidden ? null : (names.get(access.leadFirmId) ?? ''),
    sme: names.get(access.smeId) ?? '',
    stage: access.stage,
    party: isSme ? 'sme' : 'lead-firm',
    sealed: need.sealed,
    deadline: need.answerBy === null ? null : need.answerBy.toISOString(),
    amountsHidden: !amounts,
    ...(isSme ? asWritten(on, at, amounts) : asSubmitted(on, at)),
  }
}

type Part = Omit<OfferView, 'linkageId' | 'need' | 'leadFirm' | 'sme' | 'stage' | 'party' | 'sealed' | 'deadline' | 'amountsHidden'>

function isStale({ held, versions }: Held): boolean {
  const last = versions.at(-1)
  return last !== undefined && last.needVersion !== held.version
}

const NONE = { id: null, state: null, content: null, unanswered: [], missing: [], openSteps: [], version: 0, updatedAt: null }

/** The SME reads what it is writing, and all that it submitted. */
function asWritten(on: Held, at: Date, amounts: boolean): Part {
  const { access, held, offer, versions } = on
  const { need } = held
  const asked = askedBy(need.criteria, access, held)
  const shared = { closed: false, stale: isStale(on), requirements: asked.map((one) => one.view), versions: versionsTold(versions) }
  if (!offer) return { ...shared, ...NONE }
  const { id, state, draft, version, updatedAt } = offer
  return {
    ...shared,
    id,
    state,
    content: contentView(draft, asked, amounts),
    unanswered: openOf(asked, draft),
    missing: missingToSubmit(draft, dayOf(at)),
    openSteps: openOfferSteps({ state, stage: access.stage, takesOffers: takesOffers(need, at), stale: shared.stale }),
    version,
    updatedAt: updatedAt.toISOString(),
  }
}

/** The lead firm reads what was submitted and stands; of a draft, and of anything under the seal, nothing. */
function asSubmitted(on: Held, at: Date): Part {
  const { access, held, offer } = on
  const closed = isSealed(held.need, at)
  const shown = shownVersions(on, at)
  const last = shown.at(-1)
  const asked = askedBy(last ? last.asked : held.need.criteria, access, held)
  const shared = {
    ...NONE,
    closed,
    state: stateTold(on, closed),
    requirements: asked.map((one) => one.view),
    versions: versionsTold(shown),
  }
  if (!offer || !last) return { ...shared, stale: false }
  return {
    ...shared,
    id: offer.id,
    stale: isStale(on),
    content: contentView(last.content, asked, true),
    unanswered: openOf(asked, last.content),
    version: last.number,
    updatedAt: last.submittedAt.toISOString(),
  }
}

/** That it stands is told under the seal, too; that one was withdrawn only afterwards. */
function stateTold({ offer }: Held, closed: boolean): OfferView['state'] {
  if (!offer || offer.submissions === 0) return null
  if (stands(offer.state)) return 'submitted'
  return closed ? null : 'withdrawn'
}

function versionsTold(list: readonly VersionRow[]): OfferView['versions'] {
  return list.map(({ number, needVersion, submittedAt }) => ({ number, needVersion, submittedAt: submittedAt.toISOString() }))
}

export function versionView(on: Held, actor: Actor, number: number, at: Date): OfferVersionView | undefined {
  const { access, held } = on
  const version = shownVersions(on, at).find((one) => one.number === number)
  if (!version) return undefined
  const asked = askedBy(version.asked, access, held)
  return {
    number,
    needVersion: version.needVersion,
    submittedAt: version.submittedAt.toISOString(),
    requirements: asked.map((one) => one.view),
    content: contentView(version.content, asked, seesAmounts(actor)),
    amountsHidden: !seesAmounts(actor),
  }
}

/** The SME reads all its versions, the lead firm those that the seal and a withdrawal leave open. */
function shownVersions({ access, held, offer, versions }: Held, at: Date): VersionRow[] {
  if (!offer || access.party === 'sme') return versions
  const sealed = isSealed(held.need, at)
  const wasSealed = versions.some((one) => one.sealed)
  const numbers = new Set(
    versionsShown(
      versions.map((one) => one.number),
      { state: offer.state, sealed, wasSealed },
    ),
  )
  return versions.filter((one) => numbers.has(one.number))
}

export interface Asked {
  key: string
  view: RequirementView
}

/** What was asked, as this reader may see it. */
function askedBy(criteria: readonly Criterion[], { party, leadFirmHidden }: LinkageAccess, { hidden }: NeedHeld): Asked[] {
  return askedViews(criteria, party === 'sme' && leadFirmHidden ? hidden : new Set())
}

export function askedViews(criteria: readonly Criterion[], hidden: ReadonlySet<string>): Asked[] {
  return askedIn(criteria).map(({ criterion, requirement }) => {
    const { id, kind, code, within, operator, value, valueTo, values, unit, heldBy } = hideOwnStandard(requirement, hidden)
    const { title, class: ofClass, category } = criterion
    return {
      key: requirementKey(requirement),
      view: { id, kind, code, within, operator, value, valueTo, values, unit, heldBy, criterion: { title, class: ofClass, category } },
    }
  })
}

/** The content by the ids of what was asked; the keys under which it is kept would tell an own standard's code. */
export function contentView(content: OfferContent, asked: readonly Asked[], amounts: boolean): ContentView {
  const byKey = new Map(content.answers.map((one) => [one.key, one]))
  const { price, tooling, times } = amounts ? content : withoutAmounts(content)
  const answers = asked.flatMap(({ key, view }) => {
    const answer = byKey.get(key)
    if (!answer) return []
    const { meets, value, statement, evidence } = answer
    return [{ requirementId: view.id, meets, value, statement, evidence }]
  })
  return { answers, price, tooling, times }
}

function openOf(asked: readonly Asked[], { answers }: OfferContent): string[] {
  const open = new Set(
    unanswered(
      asked.map((one) => one.key),
      answers,
    ),
  )
  return asked.flatMap(({ key, view }) => (open.has(key) ? [view.id] : []))
}
