/** A firm of the canary world with a word of its own in every field. */
import type { TestApi } from './api.ts'
import type { Tier } from './canary-fields.ts'
import type { Mint } from './canary-marks.ts'
import { founder, type Person } from './world.ts'

const FIRM_FIELDS = ['name', 'native_name', 'region', 'city', 'address', 'registration_number', 'website'] as const
const FIELD_OF_BODY: Record<(typeof FIRM_FIELDS)[number], string> = {
  name: 'name',
  native_name: 'nativeName',
  region: 'region',
  city: 'city',
  address: 'address',
  registration_number: 'registrationNumber',
  website: 'website',
}

/** A firm whose every field is a word; what is not named in `tiers` is its own affair. */
export async function markedFirm(
  { api, mint }: { api: TestApi; mint: Mint },
  kind: 'lead-firm' | 'sme' | 'agency',
  tiers: Partial<Record<(typeof FIRM_FIELDS)[number], Tier>>,
  parties: readonly string[] = [],
): Promise<Person> {
  const firm = await founder(api, kind)
  const body: Record<string, string> = { country: 'IN' }
  for (const field of FIRM_FIELDS) {
    const word = mint.word(`organizations.${field}`, tiers[field] ?? 'own', firm.organizationId, tiers[field] === 'matched' ? parties : [])
    body[FIELD_OF_BODY[field]] = field === 'website' ? `https://${word}.example` : `${word} Works`
  }
  const saved = await firm.send('PUT', '/organization', body, { 'if-match': '"1"' })
  if (saved.status !== 200) throw new Error(`organization: ${JSON.stringify(saved.body)}`)
  const name = mint.word('users.name', 'parties', '', [firm.organizationId])
  await firm.send('PATCH', '/account', { name: `${name} Person` })
  mint.address(firm, [firm.organizationId])
  return firm
}
