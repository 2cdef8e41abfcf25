/** Who may do what about firms that a list brought in: everybody may ask, officers of the importing agency answer (rulings, Unclaimed firms). */
import type { Ask, Rows } from '../support/matrix.ts'
import type { Stage } from '../support/principals.ts'
import { mailTo, type Person } from '../support/world.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const signedIn = '? + + + + + + + + +'
const officers = '? x x x x x x x + x'

let firms = 0
/** A firm as an import leaves it: on the agency's list, nobody behind it. */
export async function listedFirm({ owner, api }: Stage, agency: Person, email = ''): Promise<string> {
  const name = `Listed Castings ${++firms}`
  const { rows } = await owner.query(
    `insert into organizations (kind, name, name_key, country, city, claimed, listed_by, list_name, contact_email, created_at, updated_at)
     values ('sme', $1, lower($1), 'IN', 'Pune', false, $2, 'Pune cluster', $3, $4, $4) returning id`,
    [name, agency.organizationId, email, api.clock.now()],
  )
  return rows[0].id as string
}

const side = (stage: Stage, whose: string) => (whose === 'other' ? stage.other : stage.own)
const firm =
  (body: unknown, email = ''): Ask =>
  async (stage, whose) => ({ params: { organizationId: await listedFirm(stage, side(stage, whose).agency, email) }, body })
const notListed: Ask = ({ own }) => ({ params: { organizationId: own.sme.organizationId }, body: { message: 'Mine.', byCode: false } })

export const claims: Rows = {
  askForClaim: {
    may: signedIn,
    foreign: signedIn,
    ask: firm({ message: 'I run this workshop.', byCode: false }),
    // Each asks once: there is a limit to open claims.
    fresh: true,
    also: { 'a firm that was on no list': { may: '? . . . . . . . . .', ask: notListed } },
  },
  useClaimCode: {
    may: signedIn,
    foreign: signedIn,
    fresh: true,
    async ask(stage, whose, _principal, who) {
      const to = `works${++firms}@listed.example`
      const organizationId = await listedFirm(stage, side(stage, whose).agency, to)
      const sent = await who.send('POST', `/unclaimed-firms/${organizationId}/claims`, { message: '', byCode: true })
      // Visitors are sent no code; what they try is not looked at.
      const code = sent.status === 202 ? await mailTo(stage.api, to, /\b[A-HJ-NP-Z2-9]{10}\b/) : 'ABCDEFGHJK'
      return { params: { organizationId }, body: { code } }
    },
  },
  askForRemoval: { may: everybody, foreign: everybody, ask: firm({ contact: 'somebody@example.org', message: 'Please remove it.' }) },
  listClaims: { may: officers },
  decideClaim: {
    may: officers,
    foreign: 'hidden',
    async ask(stage, whose) {
      const { agency } = side(stage, whose)
      const organizationId = await listedFirm(stage, agency)
      await stage.people['user without organization'].send('POST', `/unclaimed-firms/${organizationId}/removals`, {
        contact: 'somebody@example.org',
        message: 'Please remove it.',
      })
      const { body } = await agency.get<{ items: { id: string; organizationId: string; version: number }[] }>('/claims?limit=100')
      const claim = body.items.find((one) => one.organizationId === organizationId)
      return { params: { claimId: claim!.id }, headers: { 'if-match': `"${claim!.version}"` }, body: { grant: false } }
    },
  },
}
