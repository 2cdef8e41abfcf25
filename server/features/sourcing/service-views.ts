/** Sourcing needs as their readers see them: the lead firm its own, everybody else the open ones, under the alias where there is one. */
import type { Transaction } from '../../../db/client.ts'
import { dayOf } from '../../../domain/day.ts'
import { hideOwnStandard, missingToPublish, openNeedSteps, takesAnswers } from '../../../domain/needs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NeedCard, NeedView, OpenNeedCard, OpenNeedView } from './contract.ts'
import { type Firm, type LoadedNeed, type NeedRow, needStore as store } from './store.ts'

export interface ViewNeeds {
  clock: Clock
  /** Codes of lead firms' own standards, which an alias must not show. */
  ownStandards(tx: Transaction): Promise<ReadonlySet<string>>
}

function shared({ row, need }: LoadedNeed) {
  return {
    ...need,
    answerBy: need.answerBy?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    version: row.version,
  }
}

export function view({ clock }: ViewNeeds, loaded: LoadedNeed, firm: Firm): NeedView {
  const { need } = loaded
  const answerOn = need.answerBy ? dayOf(need.answerBy, firm.timeZone) : null
  const missing = need.state === 'draft' ? missingToPublish(need, clock.now(), firm.timeZone) : []
  return { ...shared(loaded), answerOn, reviewAgencyId: loaded.row.reviewAgencyId, openSteps: openNeedSteps(need.state), missing }
}

export async function openView({ clock, ownStandards }: ViewNeeds, tx: Transaction, loaded: LoadedNeed): Promise<OpenNeedView> {
  const { need } = loaded
  const takes = takesAnswers(need, clock.now())
  if (!need.alias) {
    const firm = await store.firm(tx, need.organizationId)
    return { ...shared(loaded), leadFirm: firm ? { id: firm.id, name: firm.name, country: firm.country } : null, takesAnswers: takes }
  }
  const hidden = await ownStandards(tx)
  const criteria = need.criteria.map((one) => ({
    ...one,
    groups: one.groups.map((group) => ({ ...group, requirements: group.requirements.map((each) => hideOwnStandard(each, hidden)) })),
  }))
  // Under an alias the place of delivery is its country: a town could name the firm.
  return { ...shared(loaded), criteria, deliveryPlace: '', leadFirm: null, takesAnswers: takes }
}

export function card(row: NeedRow): NeedCard {
  const { id, title, state, volumePerMonth, volumeUnit, startOn, alias, version } = row
  return {
    id,
    title,
    state,
    volumePerMonth,
    volumeUnit,
    startOn,
    alias,
    version,
    answerBy: row.answerBy?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function openCard(row: NeedRow, firm: string): OpenNeedCard {
  const { id, title, sector, products, processes, volumePerMonth, volumeUnit, deliveryCountry } = row
  const deliveryPlace = row.alias ? '' : row.deliveryPlace
  return {
    id,
    title,
    leadFirm: row.alias ? null : firm,
    sector,
    products,
    processes,
    volumePerMonth,
    volumeUnit,
    deliveryCountry,
    deliveryPlace,
    answerBy: row.answerBy?.toISOString() ?? null,
    publishedAt: (row.publishedAt ?? row.updatedAt).toISOString(),
  }
}
