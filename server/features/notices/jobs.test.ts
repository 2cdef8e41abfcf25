/** Who is told what, once, and by which way, through the job queue on a real PostgreSQL. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import { type Asked, told as toldIn } from './notices.fixtures.ts'

let api: TestApi
let owner: pg.Client
let sme: Person
let leadFirm: Person
let agency: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  sme = await founder(api, 'sme')
  leadFirm = await founder(api, 'lead-firm')
  agency = await founder(api, 'agency')
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

const told = (notice: Asked) => toldIn(api, notice)
const addresses = (mails: { to: string }[]) => mails.map((one) => one.to).sort()

describe('a notice', () => {
  it('comes to all members of an SME, with its sentence as the subject and a link to its page', async () => {
    const colleague = await member(api, sme)
    const mails = await told({ organizationId: sme.organizationId, topic: 'message', path: '/linkages/one', params: { need: 'Brackets' } })
    expect(addresses(mails)).toEqual([sme.email, colleague.email].sort())
    expect(mails[0]).toMatchObject({ subject: 'A new message: Brackets' })
    expect(mails[0]?.text).toContain('http://localhost:3000/linkages/one')
  })

  it('says the general sentence where a name is not known to the reader', async () => {
    const [mail] = await told({ organizationId: agency.organizationId, topic: 'offer-submitted', params: { need: 'Brackets', firm: '' } })
    expect(mail?.subject).toBe('An SME submitted an offer')
  })

  it('with the same key is told once', async () => {
    const notice = { organizationId: agency.organizationId, key: 'only once' }
    expect(await told(notice)).toHaveLength(1)
    expect(await told(notice)).toEqual([])
    expect(await told({ ...notice, organizationId: leadFirm.organizationId })).toHaveLength(1)
  })

  it('is heard by whoever holds the duty, and by the admins only where nobody does', async () => {
    const buyer = await member(api, leadFirm, ['buyer'])
    const quality = await member(api, leadFirm, ['quality'])
    const offer = await told({ organizationId: leadFirm.organizationId, topic: 'offer-submitted' })
    expect(addresses(offer)).toEqual([buyer.email])
    const visit = await told({ organizationId: leadFirm.organizationId, topic: 'visit-report' })
    expect(addresses(visit)).toEqual([quality.email])
    // Nobody approves: the admin stands in.
    const mandate = await told({ organizationId: leadFirm.organizationId, topic: 'mandate-asked' })
    expect(addresses(mandate)).toEqual([leadFirm.email])
  })

  it('is not heard by a member who left', async () => {
    const leaver = await member(api, agency, ['officer'])
    expect(addresses(await told({ organizationId: agency.organizationId }))).toEqual([leaver.email])
    await owner.query('delete from memberships where user_id = $1', [leaver.userId])
    expect(addresses(await told({ organizationId: agency.organizationId }))).toEqual([agency.email])
  })
})
