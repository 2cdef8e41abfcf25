/** Mandates: an agency asks, a firm gives, refuses and withdraws; who may broker is read anew at each request. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { MandateStanding } from '../../../domain/mandates.ts'
import { actingFor, requireMay } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import type { AgencyCard, AnswerBody, AskBody, GiveBody, MandateView } from './contract.ts'
import { answer, ask, give, type MandateNeeds, takeBack, viewsOf, withdraw } from './service-steps.ts'
import { mandateStore as store } from './store.ts'

/** An agency that may broker for one side of a linkage. */
export interface Broker {
  agencyId: string
  name: string
  timeZone: string
  side: 'lead-firm' | 'sme'
}

interface Page {
  limit: number
  cursor: string | undefined
}

export interface MandateService {
  list(
    actor: Actor,
    page: Page & { standing?: MandateStanding; organizationId?: string },
  ): Promise<{ items: MandateView[]; next: string | null }>
  get(actor: Actor, mandateId: string): Promise<MandateView>
  ask(actor: Actor, body: AskBody): Promise<MandateView>
  give(actor: Actor, body: GiveBody): Promise<MandateView>
  answer(actor: Actor, mandateId: string, version: number | null, body: AnswerBody): Promise<MandateView>
  withdraw(actor: Actor, mandateId: string, version: number | null, note: string): Promise<MandateView>
  takeBack(actor: Actor, mandateId: string, version: number | null): Promise<MandateView>
  agencies(actor: Actor, page: Page & { text?: string; country?: string }): Promise<{ items: AgencyCard[]; next: string | null }>

  // What other features are handed, within their own transactions.
  /** Agencies with a mandate in force that covers the need, of the lead firm first. */
  brokersOf(tx: Transaction, of: { needId: string; leadFirmId: string; smeId: string | null }): Promise<Broker[]>
  /** Whether the firm has given the agency a mandate in force, whatever it covers: it opens the firm's profile. */
  isGiven(tx: Transaction, agencyId: string, giverId: string): Promise<boolean>
  /** Tells both sides of mandates that end soon; a nightly job. */
  watch(): Promise<void>
}

export function createMandateService(needs: MandateNeeds & { watch(): Promise<void> }): MandateService {
  const { db, clock, cursors } = needs
  return {
    list: (actor, { limit, cursor, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'mandate.read')
        const asked = { ...filter, at: clock.now(), after: cursors.read(cursor), limit: limit + 1 }
        const rows = await store.ofOrganization(tx, actingFor(actor).organizationId, asked)
        const page = pageOf(rows, limit, cursors, ({ row }) => [row.updatedAt.toISOString(), row.id])
        return { items: await viewsOf(needs, tx, actor, page.items), next: page.next }
      }),
    get: (actor, mandateId) =>
      db.as(actor, async (tx) => {
        const found = await store.byId(tx, mandateId)
        requireMay(actor, 'mandate.read', found && { parties: [found.agency.id, found.giver.id] })
        return (await viewsOf(needs, tx, actor, found ? [found] : []))[0] as MandateView
      }),
    ask: (actor, body) => db.as(actor, (tx) => ask(needs, tx, actor, body)),
    give: (actor, body) => db.as(actor, (tx) => give(needs, tx, actor, body)),
    answer: (actor, mandateId, version, body) => db.as(actor, (tx) => answer(needs, tx, actor, { mandateId, version, body })),
    withdraw: (actor, mandateId, version, note) => db.as(actor, (tx) => withdraw(needs, tx, actor, { mandateId, version, note })),
    takeBack: (actor, mandateId, version) => db.as(actor, (tx) => takeBack(needs, tx, actor, { mandateId, version })),
    agencies: (actor, { limit, cursor, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.read')
        const marks = cursors.of('agencies')
        const rows = await store.agencies(tx, { ...filter, after: marks.read(cursor), limit: limit + 1 })
        return pageOf(rows, limit, marks, (row) => [row.name, row.id])
      }),
    brokersOf: async (tx, { needId, leadFirmId, smeId }) => {
      const giverIds = smeId ? [leadFirmId, smeId] : [leadFirmId]
      const rows = await store.covering(tx, { needId, giverIds, at: clock.now() })
      const brokers = rows.map(({ giverId, ...one }): Broker => ({ ...one, side: giverId === leadFirmId ? 'lead-firm' : 'sme' }))
      return [...brokers.filter((one) => one.side === 'lead-firm'), ...brokers.filter((one) => one.side === 'sme')]
    },
    isGiven: (tx, agencyId, giverId) => store.isGiven(tx, { agencyId, giverId }, clock.now()),
    watch: needs.watch,
  }
}
