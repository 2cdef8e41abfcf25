/** The story of a mandate, in a real browser and without a script: asked, given, brokered under it, held, and withdrawn. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { openNeed } from '../support/needs.ts'
import { published } from '../support/profiles.ts'
import { type Site, startSite } from '../support/site.ts'
import { founder, type Person } from '../support/world.ts'

let browser: Browser | null
let site: Site
let leadFirm: Page
let sme: Page
let agency: Page
let supplierId = ''
let needId = ''

beforeAll(async () => {
  browser = await openBrowser()
  if (!browser) return
  site = await startSite()
  const api = visitorsOf(site.origin)
  const people = {
    leadFirm: await founder(api, 'lead-firm', { name: 'Aldervane Seating' }),
    sme: await published(api, { name: 'Tamhini Pressworks' }),
    agency: await founder(api, 'agency', { name: 'Bhima Linkage Agency' }),
  }
  supplierId = people.sme.organizationId
  needId = (await openNeed(people.leadFirm, { answerOn: inDays(40), startOn: inDays(300) })).id
  leadFirm = await pageOf(people.leadFirm, 1280)
  sme = await pageOf(people.sme, 360)
  agency = await pageOf(people.agency, 1280)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function pageOf(who: Person, width: number): Promise<Page> {
  const context = await someone(browser as Browser, { width, javaScript: false })
  await signedInAs(context, who, site.origin)
  return context.newPage()
}
const open = (page: Page, path: string) => page.goto(site.origin + path)
const text = (page: Page) => page.locator('main').innerText()
/** Clicks, and waits for the page that comes of it. */
async function follow(page: Page, what: Locator): Promise<void> {
  const loaded = page.waitForEvent('load')
  await what.click()
  await loaded
}
const press = (page: Page, name: string) => follow(page, page.getByRole('button', { name, exact: true }).first())
const go = (page: Page, name: string) => follow(page, page.getByRole('link', { name, exact: true }).first())

describe('a mandate', () => {
  it('is asked for from the directory, and given by the firm that reads first what it opens', async () => {
    if (!browser) return
    await open(agency, `/suppliers/${supplierId}`)
    expect(await text(agency)).not.toContain('Canary Lane')
    await go(agency, 'Ask for a mandate')
    await press(agency, 'Ask for the mandate')
    expect(await text(agency)).toContain('Write an answer')
    await agency.fill('[name=message]', 'We follow up with both sides.')
    await press(agency, 'Ask for the mandate')
    expect(await text(agency)).toContain('The firm has been told')
    await open(sme, '/mandates')
    await go(sme, 'Bhima Linkage Agency')
    expect(await text(sme)).toMatch(/We follow up with both sides[\s\S]*Never your finances/)
    await press(sme, 'Give the mandate')
    expect(await text(sme)).toContain('In force')
    await open(agency, `/suppliers/${supplierId}`)
    expect(await text(agency)).toContain('Canary Lane')
  })

  it('lets the agency introduce the two firms, and each sees whose turn it is', async () => {
    if (!browser) return
    await open(sme, `/opportunities/${needId}`)
    await press(sme, 'Show interest')
    await open(leadFirm, '/linkages')
    await go(leadFirm, 'Tamhini Pressworks')
    expect(await text(leadFirm)).toContain('Your turn, until')
    await press(leadFirm, 'Accept')
    expect(await text(leadFirm)).toContain('The agency’s turn, until')
    await open(agency, '/linkages')
    await go(agency, 'Tamhini Pressworks and Aldervane Seating')
    await press(agency, 'Introduce the two firms')
    expect(await text(agency)).toMatch(/Introduced by Bhima Linkage Agency/)
  })

  it('leaves the firms their say: one holds the linkage until a day, with a reason', async () => {
    if (!browser) return
    await open(sme, '/linkages')
    await go(sme, 'Aldervane Seating')
    await sme.locator('summary', { hasText: 'Put on hold' }).click()
    const hold = sme.locator('details[open]')
    await hold.getByLabel('Reason').selectOption('capacity')
    await follow(sme, hold.getByRole('button', { name: 'Put on hold' }))
    // What was typed stays, and the missing day is told beside its field.
    expect(await sme.locator('details[open] [name=reason]').inputValue()).toBe('capacity')
    expect(await text(sme)).toContain('Write an answer')
    await sme.locator('details[open] [name=dueOn]').fill(inDays(30))
    await follow(sme, sme.locator('details[open]').getByRole('button', { name: 'Put on hold' }))
    expect(await text(sme)).toMatch(/On hold[\s\S]*It stood at: Introduced/)
    await press(sme, 'Take up again')
    expect(await text(sme)).toContain('The lead firm’s turn')
  })

  it('is withdrawn with one button, and the agency sees no more at its next click', async () => {
    if (!browser) return
    const linkage = new URL(agency.url()).pathname
    await open(sme, '/mandates')
    await go(sme, 'Bhima Linkage Agency')
    await press(sme, 'Withdraw the mandate')
    expect(await text(sme)).toContain('Withdrawn')
    expect((await open(agency, linkage))?.status()).toBe(404)
    await open(agency, `/suppliers/${supplierId}`)
    expect(await text(agency)).not.toContain('Canary Lane')
  })
})

describe('working days', () => {
  it('are set by an agency, and what is no figure is told beside its field', async () => {
    if (!browser) return
    await open(agency, '/linkage-terms')
    await agency.getByLabel('Offered to the SME').fill('soon')
    await press(agency, 'Save')
    expect(await text(agency)).toContain('Write a whole number')
    await agency.getByLabel('Offered to the SME').fill('200')
    await press(agency, 'Save')
    expect(await text(agency)).toContain('Write 120 or less')
    await agency.getByLabel('Offered to the SME').fill('8')
    await press(agency, 'Save')
    expect(await text(agency)).toContain('Saved')
    expect(await agency.getByLabel('Offered to the SME').inputValue()).toBe('8')
  })
})
