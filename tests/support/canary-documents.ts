/** Documents with a word in every field that a file can hold: under the alias and without it, in tiers that are open and in tiers that are not. */
import type pg from 'pg'
import type { TestApi } from './api.ts'
import type { Tier } from './canary-fields.ts'
import type { Mint } from './canary-marks.ts'
import { attached, linkTo, moveTo, offeredNda, signNda, upload } from './documents.ts'
import { docxOf, jpegOf, pdfOf } from './files.ts'
import { acceptInterest, openNeed, showInterest } from './needs.ts'
import type { Person } from './world.ts'

interface World {
  api: TestApi
  owner: pg.Client
  mint: Mint
  leadFirm: Person
  hidden: Person
  supplier: Person
  /** Needs and linkages that stand already: each lead firm accepted the supplier's interest. */
  needs: { open: { id: string }; alias: { id: string } }
  linkages: { open: string; alias: string }
}

/** Ids of documents, and links of everybody who has one. */
export async function markedDocuments(
  world: World,
): Promise<{ documents: string[]; links: string[]; linkages: string[]; needs: string[] }> {
  const { leadFirm, hidden, supplier, needs, linkages, mint } = world
  const both = [supplier.organizationId, leadFirm.organizationId]
  const named = await Promise.all([
    bring(world, leadFirm, `sourcing-needs/${needs.open.id}`, { tier: 'public-teaser', title: 'public', name: 'public' }),
    bring(world, leadFirm, `sourcing-needs/${needs.open.id}`, {
      tier: 'registered',
      title: 'signed-in',
      name: 'parties',
      parties: 'members',
    }),
    bring(world, leadFirm, `sourcing-needs/${needs.open.id}`, { tier: 'matched', title: 'parties', name: 'parties', parties: both }),
    bring(world, leadFirm, `sourcing-needs/${needs.open.id}`, { tier: 'introduced', title: 'own', name: 'own' }),
    bring(world, supplier, `linkages/${linkages.open}`, { tier: 'matched', title: 'parties', name: 'parties', parties: both }),
    bring(world, supplier, `linkages/${linkages.open}`, { tier: 'nda-signed', title: 'own', name: 'own' }),
    bring(world, supplier, `linkages/${linkages.alias}`, {
      tier: 'matched',
      title: 'parties',
      name: 'parties',
      parties: [supplier.organizationId, hidden.organizationId],
    }),
  ])
  const veiled = await underAlias(world)
  const letter = await attached(supplier, `linkages/${linkages.open}`, {
    name: 'letter.docx',
    bytes: docxOf(mint.word('files.docx-author', 'parties', supplier.organizationId, both)),
    tier: 'matched',
    title: 'Letter',
  })
  await upload(supplier, `${mint.word('uploads.name', 'own', supplier.organizationId)}.txt`, Buffer.from('waiting'))
  const signed = await signedNda(world)
  const documents = [...named, ...veiled, letter].map((one) => one.id)
  return { documents, links: await linksOf(world, [...named, ...veiled, letter]), linkages: [signed.linkageId], needs: [signed.needId] }
}

interface Kind {
  tier: 'public-teaser' | 'registered' | 'matched' | 'introduced' | 'nda-signed'
  title: Tier
  name: Tier
  parties?: readonly string[] | 'members'
}

async function bring({ mint }: World, who: Person, place: string, { tier, title, name, parties = [] }: Kind) {
  const word = (field: string, of: Tier) => mint.word(field, of, who.organizationId, parties === 'members' ? [] : parties)
  // Where everybody signed in reads it, the name of the file is theirs as well.
  const file = word('document_versions.name', parties === 'members' ? 'signed-in' : name)
  return attached(who, place, { tier, title: `${word('documents.title', title)} plan`, name: `${file}.txt` })
}

/** A PDF and a photograph that name the firm wherever a program can write it: nobody but the firm itself may find it. */
async function underAlias({ mint, hidden, needs }: World) {
  const own = (field: string) => mint.word(field, 'own', hidden.organizationId)
  const title = mint.word('documents.title', 'public', hidden.organizationId)
  const place = `sourcing-needs/${needs.alias.id}`
  return [
    await attached(hidden, place, {
      tier: 'public-teaser',
      title: `${title} drawing`,
      name: `${own('document_versions.name')}.pdf`,
      bytes: await pdfOf(own('files.pdf-author')),
    }),
    await attached(hidden, place, {
      tier: 'registered',
      title: 'Photograph',
      name: `${own('document_versions.name')}.jpg`,
      bytes: await jpegOf(own('files.exif')),
    }),
  ]
}

/** One more linkage of the two firms, introduced, with an agreement that both have signed. */
async function signedNda({ mint, owner, leadFirm, supplier }: World): Promise<{ linkageId: string; needId: string }> {
  const need = await openNeed(leadFirm)
  const linkage = await showInterest(supplier, need)
  await acceptInterest(leadFirm, linkage)
  await moveTo(owner, linkage.id, 'introduced')
  const parties = [leadFirm.organizationId, supplier.organizationId]
  const name = () => `${mint.word('nda_signatures.name', 'parties', '', parties)} Person`
  await offeredNda(leadFirm, linkage.id)
  await signNda(leadFirm, linkage.id, name())
  await signNda(supplier, linkage.id, name())
  return { linkageId: linkage.id, needId: need.id }
}

/** Every link that somebody gets, so that everybody else can try it. */
async function linksOf({ leadFirm, hidden, supplier, api }: World, documents: readonly { id: string }[]): Promise<string[]> {
  const visitor: Person = { ...api.visitor(), email: '', userId: '', organizationId: '' }
  const links: string[] = []
  for (const who of [leadFirm, hidden, supplier, visitor]) {
    for (const document of documents) links.push(await linkTo(who, document).catch(() => ''))
  }
  return links.filter(Boolean).map((one) => one.split('/').at(-1) ?? '')
}
