/** How long answers may take, as each lead firm and agency sets it, and the dated rates of exchange that an administrator enters. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type AnswerTerms, DEFAULT_TERMS, mayRation, termsInForce } from '../../../domain/answer-terms.ts'
import { dayOf } from '../../../domain/day.ts'
import { type ExchangeRate, isRate } from '../../../domain/exchange.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { InvalidError, VersionError } from '../../errors.ts'
import type { RateBody, TermsBody, TermsView } from './contract-terms.ts'
import type { OfferNeeds } from './service-needs.ts'
import { rateStore, termsStore as store, type TermsRow } from './store-terms.ts'

export interface TermsService {
  get(actor: Actor): Promise<TermsView>
  set(actor: Actor, version: number | null, body: TermsBody): Promise<TermsView>
  rates(actor: Actor, page: { limit: number; cursor: string | undefined }): Promise<{ items: ExchangeRate[]; next: string | null }>
  enterRate(actor: Actor, body: RateBody): Promise<ExchangeRate>
  /** What holds between a lead firm and the agency that brokers for it: for whoever counts the days. */
  inForce(tx: Transaction, of: { leadFirmId: string; agencyId: string | null }): Promise<AnswerTerms>
}

type Needs = Pick<OfferNeeds, 'db' | 'clock' | 'cursors' | 'interestsPerMonth'>

export function createTermsService(needs: Needs): TermsService {
  const { db, clock } = needs
  const cursors = needs.cursors.of('rates')
  return {
    get: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'terms.read')
        const [row] = await store.of(tx, [actingFor(actor).organizationId])
        return view(row, actor)
      }),
    set: (actor, version, body) => db.as(actor, (tx) => set(needs, tx, actor, { version, body })),
    rates: (actor, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'rate.read')
        const rows = await rateStore.page(tx, cursors.read(cursor), limit + 1)
        const page = pageOf(rows, limit, cursors, ({ on, base, quote }) => [on, base, quote])
        return { items: page.items, next: page.next }
      }),
    enterRate: (actor, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'rate.edit')
        requireRate(body, dayOf(clock.now()))
        const at = clock.now()
        await rateStore.keep(tx, { ...body, createdAt: at })
        const subjectId = `${body.base}/${body.quote}/${body.on}`
        await record(tx, actor, { action: 'rate.enter', subjectKind: 'exchange-rate', subjectId, at })
        return rateView(body)
      }),
    async inForce(tx, { leadFirmId, agencyId }) {
      const rows = await store.of(tx, agencyId ? [leadFirmId, agencyId] : [leadFirmId])
      const of = (id: string | null) => rows.find((row) => row.organizationId === id) ?? null
      return termsInForce(of(leadFirmId), of(agencyId))
    },
  }
}

async function set(
  { clock, interestsPerMonth }: Needs,
  tx: Transaction,
  actor: Actor,
  { version, body }: { version: number | null; body: TermsBody },
): Promise<TermsView> {
  requireMay(actor, 'terms.edit')
  if (body.interestsPerMonth !== undefined && !mayRation(actor.kind))
    throw new InvalidError([{ field: '/interestsPerMonth', code: 'unknown-field' }])
  const { organizationId } = actingFor(actor)
  const before = await store.lock(tx, organizationId)
  requireVersion({ version: before?.version ?? 0 }, version)
  const at = clock.now()
  // What an agency does not say stays as the platform has it.
  const terms = { ...DEFAULT_TERMS, interestsPerMonth, ...(before && termsOf(before)), ...body }
  const saved = before ? await store.update(tx, organizationId, terms, at) : await store.insert(tx, organizationId, terms, at)
  // Somebody else set the first terms in this very moment.
  if (!saved) throw new VersionError(false)
  await record(tx, actor, {
    action: 'terms.set',
    subjectKind: 'organization',
    subjectId: organizationId,
    detail: { fields: Object.keys(body) },
    at,
  })
  return view(saved, actor)
}

function termsOf({ smeDays, leadFirmDays, feedbackDays, interestsPerMonth }: TermsRow): AnswerTerms {
  return { smeDays, leadFirmDays, feedbackDays, interestsPerMonth }
}

function view(row: TermsRow | undefined, { kind }: Actor): TermsView {
  return { ...(row ? termsOf(row) : DEFAULT_TERMS), byDefault: !row, mayRation: mayRation(kind), version: row?.version ?? 0 }
}

function requireRate({ base, quote, rate, on }: RateBody, today: string): void {
  const known = new Set(Intl.supportedValuesOf('currency'))
  const faults = [
    ...[['base', base] as const, ['quote', quote] as const].flatMap(([name, code]) =>
      known.has(code) ? [] : [{ field: `/${name}`, code: 'not-allowed-value' }],
    ),
    ...(base === quote ? [{ field: '/quote', code: 'duplicate' }] : []),
    ...(isRate(rate) ? [] : [{ field: '/rate', code: 'not-a-number' }]),
    ...(on > today ? [{ field: '/on', code: 'in-the-future' }] : []),
  ]
  if (faults.length > 0) throw new InvalidError(faults)
}

function rateView({ base, quote, rate, on, source }: ExchangeRate): ExchangeRate {
  return { base, quote, rate, on, source }
}
