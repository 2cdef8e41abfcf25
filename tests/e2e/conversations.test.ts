/** The thread of a linkage in a real browser: a hidden lead firm is kept from naming itself, an SME reads and answers; also without scripts. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { openNeed, showInterest } from '../support/needs.ts'
import { published } from '../support/profiles.ts'
import { type Site, startSite } from '../support/site.ts'
import { founder, type Person } from '../support/world.ts'

let browser: Browser | null
let site: Site
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  browser = await openBrowser()
  if (!browser) return
  site = await startSite()
  const api = visitorsOf(site.origin)
  leadFirm = await founder(api, 'lead-firm', { name: 'Aldervane Seating' })
  sme = await published(api, { name: 'Tamhini Pressworks' })
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function open(who: Person, path: string, javaScript: boolean): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const context = await someone(browser, { width: 360, javaScript })
  await signedInAs(context, who, site.origin)
  const page = await context.newPage()
  await page.goto(site.origin + path, { waitUntil: 'networkidle' })
  return page
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('a thread, %s', (_how, javaScript) => {
  it('is written in behind an alias, read and answered', async () => {
    if (!browser) return
    const need = await openNeed(leadFirm, { alias: true, answerOn: inDays(40), startOn: inDays(300) })
    const { id } = await showInterest(sme, need)
    const buyer = await open(leadFirm, `/linkages/${id}/messages`, javaScript)
    await buyer.fill('#f-text', 'Good day from Aldervane Seating.')
    await buyer.locator('form[action="?/write"] button').click()
    await buyer.locator('#f-text[aria-invalid=true]').waitFor()
    // What was typed is kept, and the word is told.
    expect(await buyer.inputValue('#f-text')).toBe('Good day from Aldervane Seating.')
    expect(await buyer.locator('main').textContent()).toContain('“Aldervane Seating”')
    await buyer.fill('#f-text', 'Good day.\nWhich press do you have?')
    await buyer.locator('form[action="?/write"] button').click()
    await buyer.waitForURL('**/messages?done=message-sent')
    const supplier = await open(sme, `/linkages/${id}`, javaScript)
    await supplier.locator(`a[href="/linkages/${id}/messages"]`).first().click()
    await supplier.waitForURL('**/messages')
    const seen = (await supplier.locator('main').textContent()) ?? ''
    expect(seen).toContain('1 new message')
    expect(seen).not.toContain('Aldervane')
    await supplier.locator('form[action="?/read"] button').click()
    await supplier.waitForURL('**/messages?done=messages-read')
    await supplier.fill('#f-text', 'A press of 250 t.')
    await supplier.locator('form[action="?/write"] button').click()
    await supplier.waitForURL('**/messages?done=message-sent')
    await supplier.locator('form[action="?/takeBack"] button').click()
    await supplier.waitForURL('**/messages?done=message-taken-back')
    expect(await supplier.locator('main').textContent()).toContain('This message was taken back.')
    const pictures = process.env.PICTURES
    if (pictures && javaScript) await picture(supplier, buyer, pictures)
    await supplier.context().close()
    await buyer.context().close()
  }, 90_000)
})

/** For whoever looks at the page: narrow and wide, by day and by night. */
async function picture(supplier: Page, buyer: Page, folder: string): Promise<void> {
  await buyer.reload()
  for (const width of [360, 1_280])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const [name, page] of [
        ['sme', supplier],
        ['lead-firm', buyer],
      ] as const) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true })
      }
}
