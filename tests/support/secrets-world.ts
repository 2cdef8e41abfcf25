/** Firms and needs of which nobody may know, or nobody any more, beside those that everybody may find; and readers of every role. */
import pg from 'pg'
import { bring, map, ran } from '../../server/features/imports/imports.fixtures.ts'
import type { TestApi } from './api.ts'
import { acceptInterest, draftNeed, openNeed, showInterest, stepNeed } from './needs.ts'
import { platformAdmin } from './principals.ts'
import { savedSearch } from './searches.ts'
import { fillProfile, PROFILE_SECTIONS, profileVersion, publishProfile, saveSection } from './suppliers.ts'
import { founder, type Person, person } from './world.ts'

export interface SecretsWorld {
  api: TestApi
  owner: pg.Client
  readers: Reader[]
  /** Every firm there ever was, by a word of its name that no other has. */
  firms: Map<string, string>
  /** Words that stand in texts which a visitor, or another SME, does not see. */
  deeper: string[]
  /** Words that everybody may read until the changes, and a name that a firm has until then. */
  takenBack: string[]
  oldName: string
  /** A need that the first SME has answered, and that is closed by the changes. */
  answered: string
  /** Profiles withdrawn, lists undone, firms taken off, needs closed, words taken back; and a firm that is published now. */
  change(): Promise<void>
  close(): Promise<void>
}

export interface Reader {
  name: string
  who: Person
  kind: 'visitor' | 'user' | 'sme' | 'lead-firm' | 'agency' | 'platform'
  needIds: string[]
  searchIds: string[]
}

/** Names so far from each other that no typing error leads from one to the next. */
const SMES = {
  stays: 'Quillmere',
  elsewhere: 'Zacualtipan',
  withdrawn: 'Bhorkas',
  linked: 'Ferndyke',
  reworded: 'Ostrava',
  renamed: 'Glenfiddle',
  draft: 'Wychling',
  late: 'Ujjaini',
} as const
const LISTED = { kept: 'Marlowith', undone: 'Heptagonia', removed: 'Castellvi', claimed: 'Drumnadroch' } as const
const NEW_NAME = 'Yarrowmont'
const TAKEN_BACK = 'vorpalized'
/** Stands in descriptions, which only who is signed in as a lead firm or an agency reads; the directory finds by no more than a visitor reads. */
const DEEPER = 'flummoxing'

export async function buildSecretsWorld(api: TestApi): Promise<SecretsWorld> {
  const owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  const sme = {} as Record<keyof typeof SMES, Person>
  for (const [part, word] of Object.entries(SMES) as [keyof typeof SMES, string][]) {
    sme[part] = await founder(api, 'sme', { name: `${word} Pressworks`, country: part === 'elsewhere' ? 'MX' : 'IN' })
    const headline = part === 'reworded' ? `Parts, ${TAKEN_BACK}` : PROFILE_SECTIONS.identity.headline
    await fillProfile(sme[part], { identity: { ...PROFILE_SECTIONS.identity, headline, description: `Our ${DEEPER} halls.` } })
    if (part !== 'draft' && part !== 'late') await publishProfile(sme[part])
  }
  const agency = await founder(api, 'agency')
  const abroad = await founder(api, 'agency', { country: 'MX', region: '', city: 'Puebla', timeZone: 'America/Mexico_City' })
  const { lists, firms } = await listedFirms({ api, agency, owner })
  const leadFirm = await founder(api, 'lead-firm')
  const otherLeadFirm = await founder(api, 'lead-firm', { name: 'Corvane Mobility' })
  const open = await openNeed(leadFirm)
  const other = await openNeed(otherLeadFirm, { title: 'Brackets for doors', alias: true })
  await draftNeed(leadFirm, { title: 'Secret brackets' })
  const closing = await openNeed(leadFirm, { title: 'Brackets that nobody wants any more' })
  const linkage = await showInterest(sme.linked, open)
  // The firm's profile stays open to this lead firm, whatever becomes of it; that brings it into no list.
  await acceptInterest(leadFirm, linkage)
  await showInterest(sme.stays, closing)
  const removal = { contact: 'works@example.org', message: 'Not ours.' }
  await api.visitor().send('POST', `/unclaimed-firms/${firms.removed}/removals`, removal)
  const claimant = await person(api)
  await claimant.send('POST', `/unclaimed-firms/${firms.claimed}/claims`, { message: 'Mine.', byCode: false })
  const search = async (who: Person) => [(await savedSearch(who, 'suppliers', { query: { country: ['IN', 'MX'] } })).id]
  const visitor: Person = { ...api.visitor(), email: '', userId: '', organizationId: '' }
  const reader = (name: string, kind: Reader['kind'], who: Person, has: Partial<Reader> = {}): Reader => ({
    name,
    kind,
    who,
    needIds: [],
    searchIds: [],
    ...has,
  })
  return {
    api,
    owner,
    readers: [
      reader('a visitor', 'visitor', visitor),
      reader('somebody without an organization', 'user', await person(api)),
      reader('an SME', 'sme', sme.stays),
      reader('an SME of another country', 'sme', sme.elsewhere),
      reader('an SME that withdraws', 'sme', sme.withdrawn),
      reader('an SME with a draft', 'sme', sme.draft),
      reader('the lead firm', 'lead-firm', leadFirm, { needIds: [open.id, closing.id], searchIds: await search(leadFirm) }),
      reader('a lead firm under an alias', 'lead-firm', otherLeadFirm, { needIds: [other.id] }),
      reader('the agency', 'agency', agency, { searchIds: await search(agency) }),
      reader('the agency of another country', 'agency', abroad, { searchIds: await search(abroad) }),
      reader('the platform administrator', 'platform', await platformAdmin(api, owner)),
    ],
    firms: new Map([
      ...Object.entries(SMES).map(([part, word]) => [word, sme[part as keyof typeof SMES].organizationId] as const),
      ...Object.entries(LISTED).map(([part, word]) => [word, firms[part as keyof typeof LISTED]] as const),
    ]),
    deeper: [DEEPER],
    takenBack: [TAKEN_BACK],
    oldName: SMES.renamed,
    answered: closing.id,
    async change() {
      for (const one of [sme.withdrawn, sme.linked]) await withdraw(one)
      await saveSection(sme.reworded, 'identity', { ...PROFILE_SECTIONS.identity, description: `Our ${DEEPER} halls.` })
      const card = { name: `${NEW_NAME} Pressworks`, country: 'IN', region: 'Maharashtra', city: 'Pune' }
      ok(await sme.renamed.send('PUT', '/organization', card, { 'if-match': '"1"' }))
      await publishProfile(sme.late)
      ok(await agency.send('POST', `/imports/${lists.undone}/undo`))
      const claims = await agency.get<{ items: { id: string; version: number }[] }>('/claims?limit=10')
      for (const { id, version } of claims.body.items)
        ok(await agency.send('POST', `/claims/${id}/decision`, { grant: true }, { 'if-match': `"${version}"` }))
      await stepNeed(leadFirm, await versioned(leadFirm, closing.id), 'close')
    },
    close: () => owner.end(),
  }
}

/** Two lists of an agency, of which one will be undone. */
async function listedFirms({ api, agency, owner }: { api: TestApi; agency: Person; owner: pg.Client }) {
  const brought = async (names: readonly string[]) => {
    const rows = names.map((word) => `${word} Castings,IN,Pune,Stamped seat brackets`)
    const list = await bring(agency, Buffer.from(`Company name,Country,City,Products\n${rows.join('\n')}\n`))
    return (await ran(api, agency, await map(agency, list.body))).id
  }
  const lists = { kept: await brought([LISTED.kept, LISTED.removed, LISTED.claimed]), undone: await brought([LISTED.undone]) }
  const { rows } = await owner.query<{ id: string; name: string }>('select id, name from organizations where listed_by is not null')
  const idOf = (word: string) => rows.find(({ name }) => name.startsWith(word))?.id ?? ''
  const { kept, undone, removed, claimed } = LISTED
  return { lists, firms: { kept: idOf(kept), undone: idOf(undone), removed: idOf(removed), claimed: idOf(claimed) } }
}

async function withdraw(sme: Person): Promise<void> {
  ok(await sme.send('POST', '/profile/withdraw', undefined, await profileVersion(sme)))
}

async function versioned(leadFirm: Person, id: string) {
  const { body } = await leadFirm.get<{ version: number; state: string }>(`/sourcing-needs/${id}`)
  return { id, version: body.version, state: body.state }
}

function ok({ status, body }: { status: number; body: unknown }): void {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
}
