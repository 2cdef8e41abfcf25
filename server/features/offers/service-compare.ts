/** The offers to one need beside each other: who came, and up to five with answers, verdicts and totals at one quantity; nothing before the seal opens. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import type { ExchangeRate } from '../../../domain/exchange.ts'
import { compareTotals, lowest, totalAt } from '../../../domain/offer-totals.ts'
import { isSealed } from '../../../domain/sealing.ts'
import type { Locale } from '../../../words/locales.ts'
import { requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { RefusedError } from '../../errors.ts'
import type { DocumentFormat } from '../../ports/document-writer.ts'
import type { ComparedOffer, OfferCard, OfferComparisonView, OffersView } from './contract-compare.ts'
import { writeComparison } from './service-export.ts'
import { type ComparedVerdict, heldNeed, type NeedHeld, type OfferNeeds, readingAs } from './service-needs.ts'
import { askedViews, contentView } from './service-views.ts'
import { type StandingOffer, offerStore as store } from './store.ts'
import { rateStore } from './store-terms.ts'

export interface ComparisonAsked {
  linkageIds: readonly string[]
  quantity: number | undefined
  currency: string | undefined
}

export interface OfferCompareService {
  list(actor: Actor, needId: string, page: { limit: number; cursor: string | undefined }): Promise<OffersView>
  compare(actor: Actor, needId: string, asked: ComparisonAsked): Promise<OfferComparisonView>
  /** The comparison as a file, and a name for it. */
  export(
    actor: Actor,
    needId: string,
    asked: ComparisonAsked & { format: DocumentFormat; locale: Locale },
  ): Promise<{ name: string; bytes: Uint8Array }>
}

/** A need that does not say its volume is compared at a round quantity. */
const USUAL_QUANTITY = 1_000

export function createOfferCompareService(needs: OfferNeeds): OfferCompareService {
  return {
    list: (actor, needId, page) => needs.db.as(actor, (tx) => list(needs, tx, actor, { needId, ...page })),
    compare: async (actor, needId, asked) => (await compare(needs, actor, needId, asked)).view,
    async export(actor, needId, { format, locale, ...asked }) {
      const { view, held } = await compare(needs, actor, needId, asked)
      return writeComparison(needs, { view, held, format, locale })
    },
  }
}

async function ownNeed(needs: OfferNeeds, tx: Transaction, actor: Actor, needId: string): Promise<NeedHeld> {
  const held = await needs.needOf(tx, needId)
  requireMay(actor, 'offer.compare', held?.need)
  return heldNeed(needs, tx, needId)
}

async function list(
  needs: OfferNeeds,
  tx: Transaction,
  actor: Actor,
  { needId, limit, cursor }: { needId: string; limit: number; cursor: string | undefined },
): Promise<OffersView> {
  const held = await ownNeed(needs, tx, actor, needId)
  const closed = isSealed(held.need, needs.clock.now())
  const cursors = needs.cursors.of('offers')
  const rows = await store.standing(tx, needId, { after: cursors.read(cursor), limit: limit + 1 })
  const page = pageOf(rows, limit, cursors, ({ sme, offer }) => [sme.name, offer.id])
  return {
    sealed: held.need.sealed,
    closed,
    deadline: held.need.answerBy?.toISOString() ?? null,
    count: await store.countStanding(tx, needId),
    items: page.items.map((one) => card(one, held, closed)),
    next: page.next,
  }
}

/** Under the seal that an offer came is all that is told: neither when, nor on which version. */
function card({ offer, version, stage, sme }: StandingOffer, held: NeedHeld, closed: boolean): OfferCard {
  const told = closed
    ? { submittedAt: null, stale: false, validUntil: null }
    : {
        submittedAt: version.submittedAt.toISOString(),
        stale: version.needVersion !== held.version,
        validUntil: version.content.times.validUntil,
      }
  return { linkageId: offer.linkageId, sme, stage, closed, ...told }
}

async function compare(needs: OfferNeeds, actor: Actor, needId: string, asked: ComparisonAsked) {
  const { linkageIds } = asked
  const currency = asked.currency ?? null
  const reader = readingAs(actor)
  const today = dayOf(needs.clock.now())
  const { held, rows, rates } = await needs.db.as(reader, async (tx) => {
    const own = await ownNeed(needs, tx, actor, needId)
    if (isSealed(own.need, needs.clock.now()))
      throw new RefusedError({ code: 'offers-sealed', message: 'The offers are sealed until the deadline.' })
    const found = await store.standing(tx, needId, { after: null, limit: 5, linkageIds })
    return { held: own, rows: found, rates: currency ? await ratesFor(tx, currency, found, today) : [] }
  })
  const order = new Map(linkageIds.map((id, at) => [id, at]))
  const chosen = [...rows].sort((one, other) => (order.get(one.offer.linkageId) ?? 0) - (order.get(other.offer.linkageId) ?? 0))
  const smeIds = chosen.map((one) => one.sme.id)
  const verdicts = smeIds.length > 0 ? await needs.verdictsOf(reader, needId, smeIds) : new Map<string, ComparedVerdict[]>()
  const { volumePerMonth, criteria } = held.need
  const yearlyVolume = volumePerMonth === null ? null : volumePerMonth * 12
  const quantity = asked.quantity ?? (volumePerMonth || USUAL_QUANTITY)
  const totals = compareTotals(
    chosen.map(({ version }) => totalAt(version.content, quantity, yearlyVolume)),
    { currency, rates, day: today },
  )
  const best = lowest(totals, currency)
  const views = askedViews(criteria, new Set())
  const items = chosen.map((one, at): ComparedOffer => {
    const { version, sme, offer } = one
    return {
      linkageId: offer.linkageId,
      sme,
      submittedAt: version.submittedAt.toISOString(),
      stale: version.needVersion !== held.version,
      expired: (version.content.times.validUntil ?? today) < today,
      content: contentView(version.content, views, true),
      verdicts: verdicts.get(sme.id) ?? [],
      ...totalView(totals[at]),
      lowest: best.has(at),
    }
  })
  const view: OfferComparisonView = {
    needId,
    needVersion: held.version,
    quantity,
    yearlyVolume,
    currency,
    requirements: views.map((one) => one.view),
    items,
  }
  return { view, held }
}

async function ratesFor(tx: Transaction, currency: string, rows: readonly StandingOffer[], day: string): Promise<ExchangeRate[]> {
  const others = rows.flatMap(({ version }) => version.content.price?.currency ?? []).filter((one) => one !== currency)
  return rateStore.between(tx, currency, [...new Set(others)], day)
}

function totalView(compared: ReturnType<typeof compareTotals>[number] | undefined): Pick<ComparedOffer, 'total' | 'converted'> {
  const { total = null, converted = null } = compared ?? {}
  const { unitMinor = 0, fromQuantity = 0 } = total?.tier ?? {}
  return { total: total && { unitMinor, fromQuantity, goods: total.goods, tooling: total.tooling, total: total.total }, converted }
}
