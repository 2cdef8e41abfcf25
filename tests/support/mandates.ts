/** Builders of mandates, made through the API as a firm's admin would. */
import type { Person } from './world.ts'

export interface MandateRef {
  id: string
  version: number
}

/** Given now; the one before, if any, is replaced. */
export async function mandateOf(giver: Person, agency: Person, body: object = {}): Promise<MandateRef> {
  const given = await giver.send<MandateRef>('POST', '/mandates', { agencyId: agency.organizationId, ...body })
  if (given.status !== 201) throw new Error(`mandate: ${JSON.stringify(given.body)}`)
  return given.body
}
