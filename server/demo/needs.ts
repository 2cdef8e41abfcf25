/** Writes and publishes the demonstration's needs, and the lead firm's own standard that one of them asks. */
import { PLACES } from '../../db/seed/demo/places.ts'
import type { DemoNeed, DemoOwnStandard } from '../../db/seed/demo/shape.ts'
import type { Actor } from '../../domain/actor.ts'
import { addDays, addMonths, type Day } from '../../domain/day.ts'
import type { Services } from '../compose.ts'
import type { NeedBody } from '../features/sourcing/contract.ts'

const PAGE = { limit: 100, cursor: undefined }

/** The standard's code, which nobody knows beforehand. */
export async function ownStandard(services: Services, quality: Actor, own: DemoOwnStandard): Promise<string> {
  const { items } = await services.standards.list(quality, { ...PAGE, own: true })
  const known = items.find((one) => one.name === own.name)
  if (known) return known.code
  const { name, edition, checklist, acceptsInstead, monthsMin, monthsMax } = own
  return (await services.standards.create(quality, { name, edition, checklist, acceptsInstead, monthsMin, monthsMax })).code
}

export async function approveSuppliers(
  services: Services,
  quality: Actor,
  { code, approved, today }: { code: string; approved: (DemoOwnStandard['approved'][number] & { organizationId: string })[]; today: Day },
): Promise<void> {
  const { items } = await services.standards.approvals(quality, code, PAGE)
  for (const { organizationId, number, from, until } of approved) {
    if (items.some((one) => one.organizationId === organizationId)) continue
    const days = { validFrom: addMonths(today, from), validUntil: addMonths(today, until) }
    await services.standards.approve(quality, code, { organizationId, number, ...days })
  }
}

/** The buyer writes it, the approver publishes it; answers its id. */
export async function openNeed(
  services: Services,
  { buyer, approver }: { buyer: Actor; approver: Actor },
  body: NeedBody,
): Promise<string> {
  const { items } = await services.sourcing.list(buyer, PAGE)
  const need = items.find((one) => one.title === body.title) ?? (await services.sourcing.create(buyer, body))
  if (need.state === 'draft') await services.sourcing.step(approver, need.id, need.version, { step: 'publish' })
  return need.id
}

export function bodyOf(need: DemoNeed, ownCodes: ReadonlyMap<string, string>, today: Day): NeedBody {
  const { title, description, language, products, processes, sector, volume, unit, horizon, paymentDays } = need
  return {
    title,
    description,
    language,
    products,
    processes,
    sector,
    volumePerMonth: volume,
    volumeUnit: unit,
    startOn: addMonths(today, need.startIn),
    horizonMonths: horizon,
    answerOn: addDays(today, need.answerInDays),
    deliveryCountry: PLACES[need.to].country,
    deliveryPlace: PLACES[need.to].city,
    countriesAccepted: need.countries ?? [],
    paymentDays,
    incoterm: need.incoterm ?? null,
    alias: need.alias ?? false,
    criteria: need.criteria.map(({ groups, ...criterion }) => ({
      ...criterion,
      groups: groups.map((group) => ({
        requirements: group.map((one) => ({ ...one, code: ownCodes.get(one.code ?? '') ?? one.code ?? '' })),
      })),
    })),
  }
}
