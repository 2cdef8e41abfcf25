/** Organizations of every kind with a word of its own in every field, so that a word found elsewhere tells which field leaked. */
import pg from 'pg'
import { startApi, type TestApi } from './api.ts'
import { agreedLinkage, markedContract } from './canary-contracts.ts'
import { markedDesk } from './canary-desk.ts'
import { markedDocuments } from './canary-documents.ts'
import type { Tier } from './canary-fields.ts'
import { markedFirm } from './canary-firms.ts'
import { markedLists } from './canary-lists.ts'
import { markedMandates, markedReview } from './canary-mandates.ts'
import { createMint, type Mark, type Mint, type Reader } from './canary-marks.ts'
import { markedMeetings } from './canary-meetings.ts'
import { markedMessages } from './canary-messages.ts'
import { markedOffers } from './canary-offers.ts'
import { markedSupplierLists } from './canary-supplier-lists.ts'
import { acceptInterest, draftNeed, NEED, openNeed, showInterest, versionHeader } from './needs.ts'
import { codeSentTo, noticeOf } from './notices.ts'
import { platformAdmin } from './principals.ts'
import { feedToken, muteTokenOf, savedSearch } from './searches.ts'
import { fillProfile, PROFILE_SECTIONS, profileVersion, publishProfile } from './suppliers.ts'
import { member, type Person, person } from './world.ts'

export interface CanaryWorld {
  api: TestApi
  owner: pg.Client
  marks: Mark[]
  readers: Reader[]
  /** Ids of every tenant, by the name of the parameter that takes them. */
  ids: Record<string, string[]>
  close(): Promise<void>
}

export async function buildCanaryWorld(): Promise<CanaryWorld> {
  const api = await startApi()
  const owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  const mint = createMint()
  const leadFirm = await markedFirm({ api, mint }, 'lead-firm', { name: 'public' })
  const hidden = await markedFirm({ api, mint }, 'lead-firm', {})
  const agency = await markedFirm({ api, mint }, 'agency', { name: 'public' })
  const otherAgency = await markedFirm({ api, mint }, 'agency', { name: 'public' })
  const broker = await markedFirm({ api, mint }, 'agency', { name: 'public' })
  // Both lead firms accept the supplier's interest below, which opens the tier `matched` to them; its broker has its mandate.
  const linked = [leadFirm.organizationId, hidden.organizationId, broker.organizationId]
  const card = { name: 'public', native_name: 'public', region: 'public', city: 'registered' } as const
  const supplier = await markedFirm({ api, mint }, 'sme', { ...card, address: 'matched', website: 'matched' }, linked)
  const competitor = await markedFirm({ api, mint }, 'sme', { ...card, address: 'matched', website: 'matched' })
  for (const [sme, parties] of [
    [supplier, linked],
    [competitor, []],
  ] as const) {
    await markedProfile(mint, sme, parties)
    await checkEveryFact(mint, agency, sme)
  }
  const standards = await markedStandards(mint, { leadFirm, hidden, supplier })
  const needs = await markedNeeds(mint, { leadFirm, hidden, ownStandard: standards.hidden })
  const mandates = await markedMandates(mint, { leadFirm, hidden, supplier, competitor, agency, otherAgency, broker })
  const linkages = await markedLinkages(mint, { leadFirm, hidden, supplier, competitor, agency, otherAgency, broker, ...needs })
  const [accepted = '', waiting = '', alias = ''] = linkages
  await markedMessages({ api, mint, leadFirm, hidden, supplier, competitor, otherAgency, linkages })
  const ofOffers = { agency, otherAgency, broker, accepted, waiting }
  const offers = await markedOffers({ api, mint, leadFirm, hidden, supplier, competitor, ...ofOffers })
  const agreed = await agreedLinkage(leadFirm, supplier)
  const contract = await markedContract(mint, { leadFirm, supplier, agency, broker }, agreed)
  const suppliers = await markedSupplierLists(mint, { leadFirm, supplier })
  const reviewed = await markedReview(mint, { leadFirm, agency, supplier })
  const desk = await markedDesk(mint, { leadFirm, agency, otherAgency, supplier })
  const stood = { open: accepted, alias }
  const met = await markedMeetings({ api, mint, leadFirm, hidden, supplier, agency, otherAgency, broker, linkages: stood })
  const documents = await markedDocuments({
    api,
    owner,
    mint,
    leadFirm,
    hidden,
    supplier,
    agency,
    otherAgency,
    broker,
    needs,
    linkages: stood,
  })
  const claimant = await person(api, mint.word('users.name', 'parties', '', [agency.organizationId]))
  mint.address(claimant, [agency.organizationId, claimant.email])
  // Everybody reads his own name.
  for (const mark of mint.marks)
    if (mark.field === 'users.name' && mark.owner === '' && mark.parties.includes(agency.organizationId))
      mark.parties = [...mark.parties, claimant.email]
  const search = await markedSearches(mint, supplier)
  await markedPhone(api, mint, supplier)
  const lists = await markedLists({ api, mint, agency, claimant })
  await invite(mint, [leadFirm, hidden, supplier, agency])
  const people = [leadFirm, hidden, agency, otherAgency, broker, supplier, competitor]
  const plain = await Promise.all([member(api, leadFirm), member(api, supplier)])
  for (const one of plain) mint.address(one, [one.organizationId])
  const operator = await platformAdmin(api, owner)
  const visitor: Person = { ...api.visitor(), email: '', userId: '', organizationId: '' }
  const readers: Reader[] = [
    { name: 'a visitor', who: visitor, kind: 'visitor', isAdmin: false },
    { name: 'somebody without an organization', who: claimant, kind: 'user', isAdmin: false },
    { name: 'the platform administrator', who: operator, kind: 'platform', isAdmin: false },
    { name: 'the lead firm', who: leadFirm, kind: 'lead-firm', isAdmin: true },
    { name: 'a member of the lead firm', who: plain[0], kind: 'lead-firm', isAdmin: false },
    { name: 'the lead firm under an alias', who: hidden, kind: 'lead-firm', isAdmin: true },
    { name: 'the supplier', who: supplier, kind: 'sme', isAdmin: true },
    { name: 'a member of the supplier', who: plain[1], kind: 'sme', isAdmin: false },
    { name: 'a competitor of the supplier', who: competitor, kind: 'sme', isAdmin: true },
    { name: 'the agency', who: agency, kind: 'agency', isAdmin: true },
    { name: 'the agency of the lead firm under an alias', who: otherAgency, kind: 'agency', isAdmin: true },
    { name: 'the broker of the supplier', who: broker, kind: 'agency', isAdmin: true },
  ]
  const ids = {
    documentId: documents.documents,
    link: documents.links,
    needId: [...needs.all, ...offers.needs, reviewed.needId, desk.needId, ...documents.needs],
    mandateId: mandates,
    contractId: [contract],
    listId: suppliers.lists,
    entryId: suppliers.entries,
    organizationId: [...people.map((one) => one.organizationId), ...lists.firms],
    linkageId: [...linkages, ...offers.linkages, agreed.id, reviewed.linkageId, desk.linkageId, ...documents.linkages],
    handoverId: [desk.handoverId],
    number: ['1', '2'],
    searchId: [search.marked, search.open],
    noticeId: [await noticeOf(api, supplier), await noticeOf(api, hidden)],
    meetingId: met.meetings,
    eventId: met.events,
    eventMeetingId: met.eventMeetings,
    calendarId: met.calendars,
    token: [search.token, muteTokenOf(supplier), offers.token, ...met.tokens],
    importId: lists.imports,
    code: ['iso-9001', ...standards.codes],
    scheme: ['cpv'],
  }
  await api.services.news.pairs.catchUp()
  const close = async () => {
    await owner.end()
    await api.close()
  }
  return { api, owner, marks: mint.marks, readers, ids, close }
}

async function markedProfile(mint: Mint, sme: Person, parties: readonly string[]): Promise<void> {
  const word = (field: string, tier: Tier) => `${mint.word(field, tier, sme.organizationId, tier === 'matched' ? parties : [])} x`
  const { identity, sites, products, certificates, references } = PROFILE_SECTIONS
  await fillProfile(sme, {
    identity: {
      ...identity,
      headline: word('capability_profiles.headline', 'public'),
      description: word('capability_profiles.description', 'registered'),
    },
    sites: {
      items: [
        {
          ...sites.items[0],
          name: word('sites.name', 'matched'),
          address: word('sites.address', 'matched'),
          city: word('sites.city', 'registered'),
          region: word('sites.region', 'registered'),
        },
      ],
    },
    products: { ...products, items: [{ ...products.items[0], name: word('profile_products.name', 'public') }] },
    certificates: {
      ...certificates,
      items: [
        {
          ...certificates.items[0],
          number: word('certificates.number', 'registered'),
          body: word('certificates.body', 'registered'),
        },
      ],
    },
    references: { ...references, items: [{ ...references.items[0], name: word('customer_references.name', 'matched') }] },
  })
  await publishProfile(sme)
}

const CHECKS = {
  profile: 'capability_profiles',
  site: 'sites',
  product: 'profile_products',
  process: 'profile_processes',
  certificate: 'certificates',
  capacity: 'capacities',
  commercial: 'commercial_terms',
  reference: 'customer_references',
} as const

/** An officer looks at one fact of each kind and writes a word beside it. */
async function checkEveryFact(mint: Mint, agency: Person, sme: Person): Promise<void> {
  type Facts = Record<string, { id: string }[]> & { id: string }
  for (const [kind, table] of Object.entries(CHECKS)) {
    const { body } = await sme.get<Facts>('/profile')
    const list = { capacity: 'capacities', process: 'processes' }[kind] ?? `${kind}s`
    const id = body[list]?.[0]?.id ?? body.id
    const note = mint.word(`${table}.source_note`, 'registered', sme.organizationId)
    const path = `/suppliers/${sme.organizationId}/facts/check`
    const done = await agency.send('POST', path, { kind, id, level: 'documented', note }, await profileVersion(sme))
    if (done.status !== 200) throw new Error(`check of ${kind}: ${JSON.stringify(done.body)}`)
  }
}

async function markedStandards(mint: Mint, { leadFirm, hidden, supplier }: Record<'leadFirm' | 'hidden' | 'supplier', Person>) {
  const make = async (firm: Person, parties: readonly string[]) => {
    const body = {
      name: `${mint.word('standards.name', parties.length > 0 ? 'parties' : 'own', firm.organizationId, parties)} manual`,
      // The edition goes along into the certificate of whoever is approved.
      ...(parties.length === 0 && { edition: mint.word('standard_editions.edition', 'own', firm.organizationId) }),
      checklist: [mint.word('standards.checklist', 'own', firm.organizationId)],
    }
    const made = await firm.send<{ code: string }>('POST', '/standards', body)
    if (made.status !== 201) throw new Error(`standard: ${JSON.stringify(made.body)}`)
    return made.body.code
  }
  const approved = await make(leadFirm, [supplier.organizationId])
  const approval = { organizationId: supplier.organizationId, validFrom: '2026-11-01', validUntil: '2028-10-31' }
  const given = await leadFirm.send('POST', `/standards/${approved}/approvals`, approval)
  if (given.status !== 201) throw new Error(`approval: ${JSON.stringify(given.body)}`)
  const own = await make(leadFirm, [])
  const secret = await make(hidden, [])
  // Under an alias not even the standard's code may be told.
  mint.marks.push({ text: secret, field: 'standards.code', tier: 'own', owner: hidden.organizationId, parties: [] })
  return { hidden: secret, codes: [approved, own, secret] }
}

async function markedNeeds(mint: Mint, { leadFirm, hidden, ownStandard }: { leadFirm: Person; hidden: Person; ownStandard: string }) {
  const texts = (firm: Person, tier: Tier, place: Tier = tier) => ({
    title: `${mint.word('sourcing_needs.title', tier, firm.organizationId)} brackets`,
    description: mint.word('sourcing_needs.description', tier, firm.organizationId),
    category: mint.word('sourcing_needs.category', tier, firm.organizationId),
    deliveryPlace: mint.word('sourcing_needs.delivery_place', place, firm.organizationId),
    criteria: [{ ...NEED.criteria[0], title: mint.word('criteria.title', tier, firm.organizationId) }],
  })
  const open = await openNeed(leadFirm, texts(leadFirm, 'public'))
  const draft = await draftNeed(leadFirm, texts(leadFirm, 'own'))
  const aliasTexts = texts(hidden, 'public', 'own')
  const [criterion] = aliasTexts.criteria
  const criteria = [{ ...criterion, groups: [{ requirements: [{ kind: 'certificate', code: ownStandard, operator: 'has' }] }] }]
  const alias = await openNeed(hidden, { ...aliasTexts, criteria, alias: true })
  const hiddenDraft = await draftNeed(hidden, { ...texts(hidden, 'own'), alias: true })
  return { open, alias, all: [open.id, draft.id, alias.id, hiddenDraft.id] }
}

interface Pairing {
  leadFirm: Person
  hidden: Person
  supplier: Person
  competitor: Person
  agency: Person
  otherAgency: Person
  broker: Person
  open: { id: string }
  alias: { id: string }
}

async function markedLinkages(mint: Mint, world: Pairing): Promise<string[]> {
  const { leadFirm, hidden, supplier, competitor, agency, otherAgency, broker, open, alias } = world
  const note = (field: string, ...sides: Person[]) =>
    mint.word(
      field,
      'parties',
      '',
      sides.map((one) => one.organizationId),
    )
  const accepted = await showInterest(supplier, open, note('linkage_entries.note', supplier, leadFirm, agency, broker))
  await acceptInterest(leadFirm, accepted)
  const waiting = await showInterest(competitor, alias, note('linkage_entries.note', competitor, hidden, otherAgency))
  const both = await showInterest(supplier, alias, note('linkages.note', supplier, hidden, otherAgency, broker))
  await acceptInterest(hidden, both)
  const refused = await showInterest(competitor, open)
  const body = { step: 'decline', reason: 'other', note: note('linkages.note', competitor, leadFirm, agency) }
  const declined = await leadFirm.send('POST', `/linkages/${refused.id}/decision`, body, versionHeader(refused))
  if (declined.status !== 200) throw new Error(`decline: ${JSON.stringify(declined.body)}`)
  return [accepted.id, waiting.id, both.id, refused.id]
}

/** One search whose words only its owner may read, and one whose feed is open to whoever has its address. */
async function markedSearches(mint: Mint, supplier: Person) {
  const word = (field: string) => mint.word(field, 'parties', '', [supplier.email])
  const query = { text: word('saved_searches.query') }
  const marked = await savedSearch(supplier, 'open-needs', { name: `${word('saved_searches.name')} needs`, query })
  const open = await savedSearch(supplier, 'open-needs')
  return { marked: marked.id, open: open.id, token: await feedToken(supplier, open) }
}

/** A telephone is one member's own. */
async function markedPhone(api: TestApi, mint: Mint, { email, ...who }: Person): Promise<void> {
  const digits = '9855507261'
  mint.marks.push({ text: digits, field: 'channel_addresses.phone', tier: 'parties', owner: '', parties: [email] })
  await codeSentTo(api, { email, ...who }, `+91${digits}`)
}

async function invite(mint: Mint, firms: readonly Person[]): Promise<void> {
  for (const firm of firms) {
    const email = `${mint.word('invitations.email', 'admins', firm.organizationId)}@example.org`
    const sent = await firm.send('POST', '/organization/invitations', { email, role: 'member', duties: [] })
    if (sent.status !== 201) throw new Error(`invitation: ${JSON.stringify(sent.body)}`)
  }
}
