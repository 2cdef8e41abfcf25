/** What nobody should send is refused with its code, and nothing of it stays: no row, no file, no orphan. */

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { attached, upload } from '../../../tests/support/documents.ts'
import { bombOf, docxOf, MACRO_PARTS, pdfOf, pngOf, zipOf } from '../../../tests/support/files.ts'
import { openNeed, showInterest } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, PASSWORD, type Person } from '../../../tests/support/world.ts'
import { EICAR, type FakeClamd, startClamd } from '../../adapters/clamd.fixtures.ts'
import { createClamdScanner } from '../../adapters/clamd-scanner.ts'
import { createDiskFiles } from '../../adapters/disk-files.ts'
import { everything } from '../../adapters/file-store.contract.ts'

let api: TestApi
let owner: pg.Client
let clamd: FakeClamd
let sme: Person
let place: string
beforeAll(async () => {
  clamd = await startClamd()
  api = await startApi({ scanner: createClamdScanner({ host: '127.0.0.1', port: clamd.port, patience: 2_000 }) })
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  sme = await published(api)
  const need = await openNeed(await founder(api, 'lead-firm'))
  place = `linkages/${(await showInterest(sme, need)).id}`
})
afterAll(async () => {
  await owner.end()
  await api.close()
  await clamd.close()
})

/** A day has passed: the session is over. */
async function signInAgain(who: Person): Promise<void> {
  await who.send('POST', '/sign-in', { email: who.email, password: PASSWORD })
  await who.send('POST', '/account/acting-organization', { organizationId: who.organizationId })
}

const objects = async () => (await everything(createDiskFiles({ folder: api.folder, keys: [Buffer.alloc(32)], clock: api.clock }))).length
const rows = async () =>
  Number((await owner.query('select (select count(*) from uploads) + (select count(*) from document_versions) as n')).rows[0].n)
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')

describe('what nobody should send', () => {
  it.each<[string, string, () => Promise<Buffer> | Buffer, number, string, string?]>([
    [
      'a PDF that is an archive as well',
      'a.pdf',
      async () => Buffer.concat([await pdfOf('x'), zipOf([{ name: 'a', data: Buffer.from('a') }])]),
      422,
      'document-two-kinds',
    ],
    ['a picture by the name of a PDF', 'a.pdf', () => pngOf(), 422, 'document-wrong-kind'],
    ['a letter that unpacks to 400 MB', 'a.docx', () => bombOf(), 422, 'document-bomb'],
    ['a picture of 20,000 points', 'a.png', () => pngOf(20_000, 20_000), 422, 'document-image-too-large'],
    ['a name with NUL', 'a\0.pdf', () => pdfOf('x'), 400, 'invalid'],
    ['a name with a line end', 'a\r\nset-cookie: b.pdf', () => pdfOf('x'), 400, 'invalid'],
    ['a name that climbs out', '../../../etc/cron.d/a.txt', () => Buffer.from('x'), 422, 'document-name-wrong'],
    ['a name with a folder of Windows', 'C:\\a.txt', () => Buffer.from('x'), 422, 'document-name-wrong'],
    ['11 MB', 'a.txt', () => Buffer.alloc(11 * 1024 * 1024, 'a'), 413, 'too-large-body'],
    ['a letter with macros', 'a.docx', () => docxOf('x', MACRO_PARTS), 422, 'document-macros'],
    ['an SVG by the name of a picture', 'a.png', () => SVG, 422, 'document-wrong-kind'],
    ['an SVG', 'a.svg', () => SVG, 422, 'document-kind-refused', 'image/png'],
    ['an SVG by its own kind', 'a.svg', () => SVG, 415, 'wrong-content-type', 'image/svg+xml'],
    ['a page', 'a.txt', () => Buffer.from('<html>'), 415, 'wrong-content-type', 'text/html'],
    ['bytes of no kind', 'a.pdf', () => pdfOf('x'), 415, 'wrong-content-type', 'application/octet-stream'],
    ['JSON', 'a.txt', () => Buffer.from('{}'), 415, 'wrong-content-type', 'application/json'],
    ['a kind that almost fits', 'a.pdf', () => pdfOf('x'), 415, 'wrong-content-type', 'application/pdf\u00a0x'],
    ['nothing at all', 'a.txt', () => Buffer.alloc(0), 422, 'document-empty'],
    ['a virus', 'a.txt', () => Buffer.from(EICAR), 422, 'document-infected'],
  ])(
    '%s is refused',
    async (...row) => {
      const [, name, make, status, code, type] = row
      const before = [await rows(), await objects()]
      expect(await upload(sme, name, await make(), type)).toMatchObject({ status, body: { code } })
      expect([await rows(), await objects()]).toEqual(before)
    },
    60_000,
  )

  it('is written down where it was a virus', async () => {
    const { rows: found } = await owner.query("select detail from audit_log where action = 'document.infected' and organization_id = $1", [
      sme.organizationId,
    ])
    expect(found).toEqual([{ detail: { virus: 'Eicar-Test-Signature' } }])
  })

  it('is nothing that a visitor or somebody without an organization may bring', async () => {
    expect((await upload({ ...api.visitor(), email: '', userId: '', organizationId: '' }, 'a.txt', Buffer.from('a'))).status).toBe(401)
  })
})

describe('a file', () => {
  it('that the scanner has looked at says so, and lies sealed', async () => {
    const made = await attached(sme, place, { bytes: Buffer.from('The plan of the works.') })
    expect(made.scan).toBe('clean')
    expect(clamd.seen.at(-1)!.toString()).toBe('The plan of the works.')
  })

  it('is not taken while the scanner is away', async () => {
    const silent = await startClamd()
    const away = await startApi({ scanner: createClamdScanner({ host: '127.0.0.1', port: silent.port, patience: 500 }) })
    await silent.close()
    const one = await founder(away, 'sme')
    expect(await upload(one, 'a.txt', Buffer.from('a'))).toMatchObject({ status: 503, body: { code: 'scanner-away' } })
    await away.close()
  })

  it('that no document takes is removed after a day, and so is what nothing holds; what is held stays', async () => {
    const kept = await attached(sme, place, { bytes: Buffer.from('kept') })
    const gone = await attached(sme, place, { bytes: Buffer.from('gone') })
    await sme.send('DELETE', `/documents/${gone.id}`)
    const waiting = await upload(sme, 'w.txt', Buffer.from('waiting'))
    await createDiskFiles({ folder: api.folder, keys: [Buffer.alloc(32)], clock: api.clock }).put(Buffer.from('nobody’s'))
    const before = await objects()
    api.clock.advance(23 * 3_600_000)
    await api.services.documents.sweep()
    expect(await objects()).toBe(before)
    api.clock.advance(2 * 3_600_000)
    const swept = await api.services.documents.sweep()
    expect(swept).toMatchObject({ documents: 0, rewrapped: 0 })
    expect(swept.uploads).toBeGreaterThanOrEqual(1)
    expect(await objects()).toBe(await rows())
    await signInAgain(sme)
    const attach = { uploadId: waiting.body.id, tier: 'registered' }
    expect(await sme.send('POST', `/${place}/documents`, attach)).toMatchObject({ status: 422, body: { code: 'upload-gone' } })
    expect((await sme.send('POST', `/documents/${kept.id}/links`, {})).status).toBe(200)
    const link = await sme.send<{ url: string }>('POST', `/documents/${kept.id}/links`, {})
    expect((await sme.get(link.body.url)).body).toBe('kept')
  })

  it('past its keeping goes with its document', async () => {
    const made = await attached(sme, place)
    const body = { title: 'x', language: 'en', tier: 'registered', keepUntilOn: '2026-12-31' }
    expect((await sme.send('PUT', `/documents/${made.id}`, body, { 'if-match': '"1"' })).status).toBe(200)
    api.clock.set('2026-12-31T22:00:00Z')
    expect((await api.services.documents.sweep()).documents).toBe(0)
    api.clock.set('2027-01-01T00:30:00Z')
    expect((await api.services.documents.sweep()).documents).toBe(1)
    const { rows: found } = await owner.query("select subject_id from audit_log where action = 'document.expire'")
    expect(found.map((one) => one.subject_id)).toEqual([made.id])
  })
})
