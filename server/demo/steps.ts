/** What happens between the demonstration's firms: officers check facts, linkages are born, answered and lost. */
import type { DemoCheck, DemoLinkage, DemoStep } from '../../db/seed/demo/shape.ts'
import type { Actor } from '../../domain/actor.ts'
import type { Services } from '../compose.ts'
import type { LinkageView } from '../features/linkages/contract.ts'
import type { SupplierView } from '../features/profiles/contract.ts'

/** An officer looks at one fact, once. */
export async function checkFact(services: Services, officer: Actor, organizationId: string, check: DemoCheck): Promise<void> {
  const supplier = await services.profiles.supplier(officer, organizationId)
  const fact = factsOf(supplier, check).find((one) => one.named === check.of)
  if (!fact?.id) throw new Error(`The demonstration checks ${check.fact} ${check.of} of ${check.supplier}, which is not there.`)
  if (fact.level === check.level) return
  const { level, note } = check
  await services.profiles.check(officer, organizationId, supplier.version, { kind: check.fact, id: fact.id, level, note })
}

function factsOf(supplier: SupplierView, { fact }: DemoCheck): { id?: string; named: string | null | undefined; level?: string }[] {
  const { processes = [], certificates = [], capacities = [], references = [] } = supplier
  if (fact === 'process') return processes.map((one) => ({ ...idOf(one), named: one.process }))
  if (fact === 'certificate') return certificates.map((one) => ({ ...idOf(one), named: one.standard }))
  if (fact === 'capacity') return capacities.map((one) => ({ ...idOf(one), named: one.concept }))
  return references.map((one) => ({ ...idOf(one), named: one.concept }))
}

function idOf({ id, provenance }: { id?: string; provenance?: { level: string } }): { id?: string; level?: string } {
  return { ...(id !== undefined && { id }), ...(provenance && { level: provenance.level }) }
}

interface Sides {
  sme: Actor
  leadFirm: Actor
  needId: string
}

/** Takes the steps of one linkage that are not taken yet. */
export async function walk(services: Services, { steps }: DemoLinkage, sides: Sides): Promise<void> {
  let linkage = await existing(services, sides)
  for (const step of steps.slice(linkage?.entries.length ?? 0)) linkage = await take(services, sides, linkage, step)
}

async function existing({ linkages }: Services, { sme, needId }: Sides): Promise<LinkageView | undefined> {
  const { items } = await linkages.list(sme, { needId, limit: 1, cursor: undefined })
  return items[0]
}

function take(
  { linkages }: Services,
  { sme, leadFirm, needId }: Sides,
  linkage: LinkageView | undefined,
  step: DemoStep,
): Promise<LinkageView> {
  const { by, ...answer } = step
  if (by === 'sme') return linkages.answer(sme, needId, answer)
  if (answer.step === 'invite') {
    const organizationId = sme.organizationId ?? ''
    return linkages.invite(leadFirm, needId, { organizationId, ...(answer.note && { note: answer.note }) })
  }
  return linkages.decide(leadFirm, linkage?.id ?? '', linkage?.version ?? null, answer)
}
