/** Who may do what with capability profiles: SME members write, its admins publish, officers check, everybody reads what is published (trust reference 4). */
import type { Ask, Asked, Fresh, Rows } from '../support/matrix.ts'
import type { Stage } from '../support/principals.ts'
import { fillProfile, PROFILE_SECTIONS, profileVersion, publishProfile as publish } from '../support/suppliers.ts'
import { founder, member, type Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const smes = '? x + + x x x x x x'
const smeAdmins = '? x x + x x x x x x'
const officers = '? x x x x x x x + x'

/** The section as it stands already: saving it again is a new version. */
const section =
  (name: keyof typeof PROFILE_SECTIONS): Ask =>
  async (stage) => ({ ...(await onVersion(stage)), body: PROFILE_SECTIONS[name] })

async function onVersion(stage: Stage) {
  await publishedSmes(stage)
  return { headers: await profileVersion(stage.own.sme) }
}

/** A supplier of either side: a published one is everybody's to read. */
const supplier: Ask = async (stage, whose) => {
  await publishedSmes(stage)
  return { params: { organizationId: (whose === 'other' ? stage.other : stage.own).sme.organizationId } }
}

/** An SME of its own for each caller: these steps would take the shared one off the directory. */
const withoutProfile: Fresh = async ({ api, people }, principal) => {
  if (!principal.startsWith('SME')) return people[principal]
  const admin = await founder(api, 'sme')
  return principal === 'SME admin' ? admin : member(api, admin)
}
const inDraft: Fresh = async (stage, principal) => {
  const who = await withoutProfile(stage, principal)
  if (principal === 'SME admin') await fillProfile(who)
  return who
}
const published: Fresh = async (stage, principal) => {
  const who = await inDraft(stage, principal)
  if (principal === 'SME admin') await publish(who)
  return who
}
const onOwnVersion: Ask = async (_stage, _whose, _principal, who) => ({ headers: await profileVersion(who) })

/** A visit to the first site of a firm, as an officer writes it down. */
async function checkOf(sme: Person): Promise<Asked> {
  const { body } = await sme.get<{ version: number; sites: { id: string }[] }>('/profile')
  const check = { kind: 'site', id: body.sites[0]!.id, level: 'documented', note: 'Papers seen.' }
  return { params: { organizationId: sme.organizationId }, body: check, headers: { 'if-match': `"${body.version}"` } }
}

export const profiles: Rows = {
  getOwnProfile: { may: smes, ask: async (stage) => onVersion(stage) },
  createProfile: { may: smes, fresh: withoutProfile },
  saveIdentity: { may: smes, ask: section('identity') },
  saveSites: { may: smes, ask: section('sites') },
  saveProducts: { may: smes, ask: section('products') },
  saveProcesses: { may: smes, ask: section('processes') },
  saveCertificates: { may: smes, ask: section('certificates') },
  saveCapacity: { may: smes, ask: section('capacity') },
  saveCommercial: { may: smes, ask: section('commercial') },
  saveReferences: { may: smes, ask: section('references') },
  confirmFacts: { may: smes, ask: onVersion },
  publishProfile: { may: smeAdmins, fresh: inDraft, ask: onOwnVersion },
  withdrawProfile: { may: smeAdmins, fresh: published, ask: onOwnVersion },
  profilePreview: { may: smes, ask: () => ({ query: { as: 'registered' } }) },
  getSupplier: {
    may: everybody,
    foreign: everybody,
    ask: supplier,
    also: {
      'a profile in draft': {
        may: '. . . . . . . . . .',
        async ask({ api }) {
          const sme = await founder(api, 'sme')
          await sme.send('POST', '/profile')
          return { params: { organizationId: sme.organizationId } }
        },
      },
      'a lead firm': { may: '. . . . . . . . . .', ask: ({ own }) => ({ params: { organizationId: own['lead-firm'].organizationId } }) },
    },
  },
  checkFact: {
    may: officers,
    // An officer checks any published firm of his country.
    foreign: officers,
    async ask(stage, whose) {
      await publishedSmes(stage)
      return checkOf((whose === 'other' ? stage.other : stage.own).sme)
    },
    also: {
      'a firm of another country': {
        may: '? x x x x x x x x x',
        async ask({ api }) {
          const sme = await founder(api, 'sme', { country: 'BD' })
          await fillProfile(sme)
          await publish(sme)
          return checkOf(sme)
        },
      },
    },
  },
}
