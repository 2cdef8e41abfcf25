/** Who brings documents, reads them and signs agreements: parties of the linkage by stage, everybody by tier, signers of both firms (trust reference 4; rulings, Tenancy). */
import type { DocumentView } from '../../server/features/documents/contract.ts'
import { type About, attached, linkTo, moveTo, offeredNda, upload } from '../support/documents.ts'
import type { Ask, Asked, Rows, Whose } from '../support/matrix.ts'
import { openNeed, showInterest, versionHeader } from '../support/needs.ts'
import { kindOf, type Stage } from '../support/principals.ts'
import type { Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//                V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const firms = '? x + + + + + + + x'
// An agency without a mandate finds no linkage.
const parties = '? x + + + + + . . x'
const owners = '? x . . + + + . . x'
const smeOwners = '? x + + . . . . . x'
const signers = '? x x + x x + x x x'
const bothFirms = '? x + + + + + x x x'

const sideOf = (stage: Stage, whose: Whose) => (whose === 'other' ? stage.other : stage.own)

/** A linkage whose firms have been introduced to each other. */
async function linkage(stage: Stage, whose: Whose): Promise<string> {
  await publishedSmes(stage)
  const side = sideOf(stage, whose)
  const { id } = await showInterest(side.sme, await openNeed(side['lead-firm']))
  await moveTo(stage.owner, id, 'lead-firm-accepted', 'introduced')
  return id
}
async function need(stage: Stage, whose: Whose): Promise<string> {
  await publishedSmes(stage)
  return (await openNeed(sideOf(stage, whose)['lead-firm'])).id
}

/** An upload of the caller's own organization; who has none is given a stranger's. */
async function brought(stage: Stage, who: Person): Promise<string> {
  const by = who.organizationId ? who : stage.own.sme
  return (await upload(by, 'plan.txt', Buffer.from('A plan.'))).body.id
}

/** A document that the SME has laid before the lead firm, and nobody else. */
async function ofSme(stage: Stage, whose: Whose, about: About = {}): Promise<DocumentView> {
  return attached(sideOf(stage, whose).sme, `linkages/${await linkage(stage, whose)}`, about)
}
const document =
  (more: (made: DocumentView, stage: Stage, who: Person) => Promise<Asked> | Asked = () => ({}), make = ofSme): Ask =>
  async (stage, whose, _principal, who) => {
    const made = await make(stage, whose)
    return { params: { documentId: made.id }, headers: versionHeader(made), ...(await more(made, stage, who)) }
  }
const teaser = async (stage: Stage, whose: Whose) =>
  attached(sideOf(stage, whose)['lead-firm'], `sourcing-needs/${await need(stage, whose)}`, { tier: 'public-teaser' })
const registered = async (stage: Stage, whose: Whose) =>
  attached(sideOf(stage, whose)['lead-firm'], `sourcing-needs/${await need(stage, whose)}`, { tier: 'registered' })
const drawing = (stage: Stage, whose: Whose) => ofSme(stage, whose, { tier: 'deal' })

// What is of the linkage's parties alone reads as missing to everybody else, signed in or not.
const seenByParties = '. . + + + + + . . .'
const seenByOwner = '. . + + . . . . . .'
const seenByMembers = '. . + + + + + + + +'
const reading = (body?: unknown) => ({
  may: seenByParties,
  foreign: 'hidden' as const,
  ask: document(() => ({ ...(body !== undefined && { body }) })),
  also: {
    'one for everybody': { may: everybody, ask: document(() => ({ ...(body !== undefined && { body }) }), teaser) },
    'one for members': { may: seenByMembers, ask: document(() => ({ ...(body !== undefined && { body }) }), registered) },
    'one whose tier is closed': { may: seenByOwner, ask: document(() => ({ ...(body !== undefined && { body }) }), drawing) },
  },
})
const CHANGE = { title: 'Another', language: 'en', tier: 'registered', keepUntilOn: null }
const nda =
  (body?: unknown): Ask =>
  async (stage, whose) => {
    const id = await linkage(stage, whose)
    const made = await offeredNda(sideOf(stage, whose)['lead-firm'], id)
    return { params: { linkageId: id }, headers: versionHeader(made), ...(body !== undefined && { body }) }
  }
const attach = (tier: string, stage: Stage, who: Person) => brought(stage, who).then((uploadId) => ({ uploadId, tier }))

export const documents: Rows = {
  uploadFile: {
    may: firms,
    ask: () => ({ query: { name: 'plan.txt' }, body: Buffer.from('A plan.'), headers: { 'content-type': 'text/plain' } }),
  },
  listLinkageDocuments: {
    may: parties,
    foreign: 'hidden',
    ask: async (stage, whose) => ({ params: { linkageId: await linkage(stage, whose) } }),
  },
  attachToLinkage: {
    may: parties,
    foreign: 'hidden',
    ask: async (stage, whose, _principal, who) => ({
      params: { linkageId: await linkage(stage, whose) },
      body: await attach('matched', stage, who),
    }),
  },
  listNeedDocuments: {
    may: everybody,
    // An open need is everybody's to read.
    foreign: everybody,
    ask: async (stage, whose) => ({ params: { needId: await need(stage, whose) } }),
  },
  attachToNeed: {
    may: owners,
    foreign: 'hidden',
    ask: async (stage, whose, _principal, who) => ({
      params: { needId: await need(stage, whose) },
      body: await attach('matched', stage, who),
    }),
  },
  getDocument: reading(),
  changeDocument: { may: smeOwners, foreign: 'hidden', ask: document(() => ({ body: CHANGE })) },
  replaceDocument: {
    may: smeOwners,
    foreign: 'hidden',
    ask: document(async (_made, stage, who) => ({ body: { uploadId: await brought(stage, who) } })),
  },
  removeDocument: { may: smeOwners, foreign: 'hidden', ask: document() },
  listDocumentReads: { may: smeOwners, foreign: 'hidden', ask: document() },
  linkDocument: { ...reading({}), reads: true },
  downloadDocument: {
    may: seenByParties,
    // Each follows a link of his own; who has none is handed somebody else's.
    personal: true,
    ask: async (stage, whose, principal, who) => {
      const made = await ofSme(stage, whose)
      const own = ['sme', 'lead-firm'].includes(kindOf(principal, 'agency'))
      const url = await linkTo(own ? who : stage.own.sme, made)
      return { params: { link: url.split('/').at(-1) ?? '' } }
    },
  },
  getNda: { may: bothFirms, foreign: 'hidden', ask: nda() },
  offerNda: { may: signers, foreign: 'hidden', ask: nda({ form: 'mutual', language: 'en', months: 24 }) },
  signNda: { may: signers, foreign: 'hidden', ask: nda({ name: 'A signer' }) },
  printNda: { may: bothFirms, foreign: 'hidden', ask: nda() },
}
