/** An offer as each side may read it: the SME its draft, the lead firm what was submitted, and nothing of it under the seal. */
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { hideOwnStandard } from '../../../domain/needs.ts'
import { missingToSubmit, type OfferContent, unanswered, withoutAmounts } from '../../../domain/offer-content.ts'
import { openOfferSteps, seesAmounts, versionsShown } from '../../../domain/offers.ts'
import { askedIn, requirementKey } from '../../../domain/requirement-keys.ts'
import { isSealed, takesOffers } from '../../../domain/sealing.ts'
import type { Criterion } from '../../../domain/sourcing.ts'
import type { ContentView, OfferVersionView, OfferView, RequirementView } from './contract-offers.ts'
import type { Held } from './service.ts'
import type { LinkageAccess, NeedHeld } from './service-needs.ts'
import type { VersionRow } from './store.ts'

interface Reading {
  actor: Actor
  names: ReadonlyMap<string, string>
  at: Date
}

export function offerView(on: Held, { actor, names, at }: Reading): OfferView {
  const { access, held, offer } = on
  const { need } = held
  const shown = shownVersions(on, at)
  const isSme = access.party === 'sme'
  const last = on.versions.at(-1)
  const stale = last !== undefined && last.needVersion !== held.version
  const content = isSme ? (offer?.draft ?? null) : (shown.at(-1)?.content ?? null)
  const criteria = isSme ? need.criteria : (shown.at(-1)?.asked ?? need.criteria)
  const asked = askedBy(criteria, access, held)
  const closed = !isSme && isSealed(need, at)
  return {
    id: closed ? null : (offer?.id ?? null),
    linkageId: access.id,
    need: { id: need.id, title: need.title, version: held.version, volumePerMonth: need.volumePerMonth, volumeUnit: need.volumeUnit },
    leadFirm: isSme && access.leadFirmHidden ? null : (names.get(access.leadFirmId) ?? ''),
    sme: names.get(access.smeId) ?? '',
    stage: access.stage,
    party: isSme ? 'sme' : 'lead-firm',
    ...standing(on, { isSme, closed, shown }),
    sealed: need.sealed,
    closed,
    deadline: need.answerBy?.toISOString() ?? null,
    stale: stale && (isSme || shown.length > 0),
    amountsHidden: !seesAmounts(actor),
    requirements: asked.map((one) => one.view),
    content: content && contentView(content, asked, seesAmounts(actor)),
    unanswered: content ? openOf(asked, content) : [],
    missing: isSme && offer ? missingToSubmit(offer.draft, dayOf(at)) : [],
    openSteps: isSme && offer ? openOfferSteps({ state: offer.state, stage: access.stage, takesOffers: takesOffers(need, at), stale }) : [],
    versions: shown.map(({ number, needVersion, submittedAt }) => ({ number, needVersion, submittedAt: submittedAt.toISOString() })),
  }
}

/** What is told of its life: to the lead firm only that it stands, and nothing of a draft. */
function standing({ offer }: Held, { isSme, closed, shown }: { isSme: boolean; closed: boolean; shown: readonly VersionRow[] }) {
  if (!offer) return { state: null, version: 0, updatedAt: null }
  if (isSme) return { state: offer.state, version: offer.version, updatedAt: offer.updatedAt.toISOString() }
  const stands = offer.state === 'submitted' || offer.state === 'revising'
  const wasThere = offer.submissions > 0 && !stands
  const state = stands ? ('submitted' as const) : wasThere && !closed ? ('withdrawn' as const) : null
  return { state, version: shown.at(-1)?.number ?? 0, updatedAt: shown.at(-1)?.submittedAt.toISOString() ?? null }
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
