/** Documents as people meet them: brought without a script, refused beside the field, read by the other side, an agreement signed by both. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { docxOf, pdfOf, speaksOf } from '../support/files.ts'
import { acceptInterest, openNeed, showInterest } from '../support/needs.ts'
import { published } from '../support/profiles.ts'
import { type Site, startSite } from '../support/site.ts'
import { founder, type Person } from '../support/world.ts'

const FIRM = 'Qzwxaldervane'

let browser: Browser | null
let site: Site
let leadFirm: Person
let sme: Person
let needId: string
let linkageId: string
let folder: string
beforeAll(async () => {
  browser = await openBrowser()
  if (!browser) return
  folder = mkdtempSync(join(tmpdir(), 'highroad-brought-'))
  site = await startSite()
  const api = visitorsOf(site.origin)
  leadFirm = await founder(api, 'lead-firm', { name: `${FIRM} Seating` })
  sme = await published(api, { name: 'Tamhini Pressworks' })
  const need = await openNeed(leadFirm, { answerOn: inDays(40), startOn: inDays(300), alias: true })
  const linkage = await showInterest(sme, need)
  await acceptInterest(leadFirm, linkage)
  needId = need.id
  linkageId = linkage.id
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

async function pageOf(who: Person, path: string, view: Parameters<typeof someone>[1]): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const context = await someone(browser, view)
  await signedInAs(context, who, site.origin)
  const page = await context.newPage()
  await page.goto(site.origin + path, { waitUntil: 'networkidle' })
  return page
}
function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

describe('a document', () => {
  it('is brought without a script, keeps what was typed where the file is refused, and reaches the other side under a plain name', async () => {
    if (!browser) return
    const page = await pageOf(leadFirm, `/sourcing-needs/${needId}/documents`, { width: 1280, javaScript: false })
    await page.setInputFiles('#f-file', fileOf('drawing.docx', docxOf(FIRM)))
    await page.fill('#f-title', 'Bracket, revision B')
    await page.selectOption('#f-tier', 'matched')
    await page.click('button:has-text("Add")')
    expect(await page.textContent('#f-file-error')).toContain('Save it as PDF')
    expect(await page.inputValue('#f-title')).toBe('Bracket, revision B')
    await page.setInputFiles('#f-file', fileOf(`${FIRM}.pdf`, await pdfOf(FIRM)))
    await page.click('button:has-text("Add")')
    expect(await page.textContent('main')).toContain('The document is added')
    await page.context().close()

    const reader = await pageOf(sme, `/opportunities/${needId}`, { width: 360, javaScript: false })
    const text = (await reader.textContent('main')) ?? ''
    expect(text).toContain('Bracket, revision B')
    expect(text).toContain('document-1.pdf')
    expect(await reader.content()).not.toContain(FIRM)
    const [download] = await Promise.all([reader.waitForEvent('download'), reader.click('form[action$="?/open"] button')])
    expect(download.suggestedFilename()).toBe('document-1.pdf')
    const { readFileSync } = await import('node:fs')
    expect(await speaksOf(readFileSync(await download.path()), FIRM)).toBe(false)
    await reader.context().close()
  })

  it('that was taken is not asked for again where its title is refused', async () => {
    if (!browser) return
    const page = await pageOf(leadFirm, `/sourcing-needs/${needId}/documents`, { width: 1280 })
    await page.setInputFiles('#f-file', fileOf('tolerances.txt', 'H7 on all bores'))
    await page.fill('#f-title', `${FIRM} tolerances`)
    await page.click('button:has-text("Add")')
    expect(await page.textContent('#f-title-error')).toContain(FIRM)
    expect(await page.textContent('main')).toContain('tolerances.txt is here already')
    await page.fill('#f-title', 'Tolerances')
    await page.click('button:has-text("Add")')
    expect(await page.textContent('main')).toContain('The document is added')
    await page.context().close()
  })

  it('of the supplier shows who can read it and who has', async () => {
    if (!browser) return
    const page = await pageOf(sme, `/linkages/${linkageId}/documents`, { width: 360 })
    await page.setInputFiles('#f-file', fileOf('machines.csv', 'machine;force\npress;200\n'))
    await page.click('button:has-text("Add")')
    expect(await page.textContent('main')).toContain('Both sides, from acceptance on')
    const reader = await pageOf(leadFirm, `/linkages/${linkageId}/documents`, { width: 1280 })
    await Promise.all([reader.waitForEvent('download'), reader.click('form[action$="?/open"] button')])
    await page.click('a[href^="/documents/"]')
    await page.waitForURL(/\/documents\//)
    expect(await page.textContent('main')).toContain('The lead firm')
    expect(await page.content()).not.toContain(FIRM)
    await reader.context().close()
    await page.context().close()
  })
})
