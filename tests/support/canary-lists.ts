/** An agency's lists with a word in every cell: one that was run, whose firm is claimed and asked to be removed, and one that waits. */
import { bring, ran, settled } from '../../server/features/imports/imports.fixtures.ts'
import type { TestApi } from './api.ts'
import type { Tier } from './canary-fields.ts'
import type { Mint } from './canary-marks.ts'
import { versionHeader } from './needs.ts'
import type { Person } from './world.ts'

/** A list that was run, with a claim and a removal asked for its firms, and one that waits with a mapping. */
export async function markedLists({ api, mint, agency, claimant }: { api: TestApi; mint: Mint; agency: Person; claimant: Person }) {
  const own = (field: string, tier: Tier = 'own') => mint.word(field, tier, agency.organizationId)
  const name = `${own('organizations.name', 'public')} Castings`
  const heading = 'Company name,Country,City,Address,E-mail,Phone,Registration number,Website,Reference,Products,Award categories'
  const digits = '2055501793'
  mint.marks.push({ text: digits, field: 'organizations.contact_phone', tier: 'own', owner: agency.organizationId, parties: [] })
  const row = [
    name, 'IN', 'Pune', `${own('organizations.address')} Road`, `${own('organizations.contact_email')}@works.example`, `+91 ${digits}`,
    `R-${own('organizations.registration_number')}`, `https://${own('organizations.website')}.example`, own('organizations.external_ref'), 'Castings',
    own('capability_profiles.categories', 'registered'),
  ] // biome-ignore format: one row
  const listName = `${own('organizations.list_name', 'public')} cluster`
  const brought = await bring(agency, Buffer.from(`${heading}\n${row.join(',')}\n`), { listName })
  const ready = await saveMapping(agency, brought.body, heading)
  await ran(api, agency, ready as never)
  const { body } = await agency.get<{ items: { organizationId: string }[] }>(`/suppliers?text=${name.split(' ')[0]}`)
  const firm = body.items[0]?.organizationId ?? ''
  await settled(api, agency, brought.body.id)
  const removal = { contact: own('claims.contact'), message: own('claims.message') }
  await api.visitor().send('POST', `/unclaimed-firms/${firm}/removals`, removal)
  await claimant.send('POST', `/unclaimed-firms/${firm}/claims`, { message: own('claims.message'), byCode: false })
  const waiting = await waitingList(own, agency)
  return { firms: [firm], imports: [brought.body.id, waiting] }
}

async function waitingList(own: (field: string) => string, agency: Person): Promise<string> {
  const heading = `Company name,Country,Employees,Products,${own('imports.header')}`
  const row = `${own('import_rows.cells')} Forge,IN,${own('import_rows.errors')},${own('import_values.value')},x`
  const query = { fileName: `${own('imports.file_name')}.csv`, listName: own('imports.list_name') }
  const brought = await bring(agency, Buffer.from(`${heading}\n${row}\n`), query)
  if (brought.status !== 201) throw new Error(`upload: ${JSON.stringify(brought.body)}`)
  const saved = await saveMapping(agency, brought.body, heading, { description: own('imports.mapping') })
  return saved.id
}

interface ListRef {
  id: string
  version: number
  mapping: { columns: (string | null)[] }
}

async function saveMapping(agency: Person, list: object, heading: string, constants: Record<string, string> = {}): Promise<ListRef> {
  const { id, version } = list as ListRef
  const columns = heading.split(',').map((title) => COLUMNS[title] ?? null)
  const saved = await agency.send<ListRef>('PUT', `/imports/${id}/mapping`, { columns, constants }, versionHeader({ version }))
  if (saved.status !== 200) throw new Error(`mapping: ${JSON.stringify(saved.body)}`)
  return saved.body
}

const COLUMNS: Record<string, string> = {
  'Company name': 'name',
  Country: 'country',
  City: 'city',
  Address: 'address',
  'E-mail': 'email',
  Phone: 'phone',
  'Registration number': 'registration-number',
  Website: 'website',
  Reference: 'external-ref',
  Products: 'products',
  Employees: 'employees',
  'Award categories': 'categories',
}
