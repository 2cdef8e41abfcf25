/** Fills the officer's desk of the demonstration: mandates, steps of linkages that the agency brokers, and who looks after them. */
import { DESK_MANDATES } from '../../db/seed/demo/desk.ts'
import type { DeskWalk } from '../../db/seed/demo/shape.ts'
import type { Actor } from '../../domain/actor.ts'
import type { Services } from '../compose.ts'
import type { LinkageView } from '../features/linkages/contract.ts'

const PAGE = { limit: 100, cursor: undefined }

/** Given once by each lead firm's admin, for everything. */
export async function giveMandates(
  services: Services,
  { agency, approverOf }: { agency: Actor; approverOf(firm: string): Actor },
): Promise<void> {
  const { items } = await services.mandates.list(agency, PAGE)
  for (const firm of DESK_MANDATES) {
    const giver = approverOf(firm)
    if (items.some((one) => one.giver.id === giver.organizationId && one.standing === 'in-force')) continue
    await services.mandates.give(giver, { agencyId: agency.organizationId ?? '' })
  }
}

interface Sides {
  agency: Actor
  leadFirm: Actor
  sme: Actor
  needId: string
  /** Entries that the firms made by themselves. */
  before: number
}

/** Takes the steps that are not taken yet, and gives the linkage to the officer. */
export async function walkDesk(services: Services, { steps }: DeskWalk, sides: Sides): Promise<void> {
  let linkage = await existing(services, sides)
  const taken = Math.max(0, (linkage?.entries.length ?? 0) - sides.before)
  for (const step of steps.slice(taken)) linkage = await take(services, sides, linkage, step)
  if (linkage) await services.desk.desk.assign(sides.agency, linkage.id, sides.agency.userId)
}

async function existing({ linkages }: Services, { agency, sme, needId }: Sides): Promise<LinkageView | undefined> {
  const { items } = await linkages.list(agency, { ...PAGE, needId })
  return items.find((one) => one.sme.id === sme.organizationId)
}

function take(
  { linkages }: Services,
  sides: Sides,
  linkage: LinkageView | undefined,
  { by, ...answer }: DeskWalk['steps'][number],
): Promise<LinkageView> {
  const { agency, leadFirm, sme, needId } = sides
  const organizationId = sme.organizationId ?? ''
  if (answer.step === 'shortlist' || answer.step === 'offer') {
    const { step, note } = answer
    return linkages.broker(agency, needId, { organizationId, step, ...(note && { note }) })
  }
  const actor = { agency, sme, 'lead-firm': leadFirm }[by]
  return linkages.step(actor, linkage?.id ?? '', linkage?.version ?? null, answer)
}
