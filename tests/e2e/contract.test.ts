/** The end of a linkage, in a real browser and without a script: recorded with a mistake, disputed, recorded anew, confirmed, checked, a year told. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { stepThrough } from '../support/contracts.ts'
import { mandateOf } from '../support/mandates.ts'
import { openNeed, showInterest } from '../support/needs.ts'
import { published } from '../support/profiles.ts'
import { type Site, startSite } from '../support/site.ts'
import { founder, type Person } from '../support/world.ts'

let browser: Browser | null
let site: Site
let leadFirm: Page
let sme: Page
let agency: Page
let linkage = ''

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
  await mandateOf(people.sme, people.agency)
  const made = await showInterest(people.sme, await openNeed(people.leadFirm, { answerOn: inDays(40), startOn: inDays(300) }))
  await stepThrough(made, [
    [people.leadFirm, 'accept'],
    [people.agency, 'introduce'],
    [people.leadFirm, 'ask-quote'],
    [people.sme, 'quote'],
  ])
  linkage = `/linkages/${made.id}`
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

describe('a contract', () => {
  it('is recorded by the lead firm, which says that it is agreed; what it forgot is told beside the field', async () => {
    if (!browser) return
    await open(leadFirm, linkage)
    await go(leadFirm, 'Contract')
    await go(leadFirm, 'Record the contract')
    await leadFirm.fill('[name=part]', 'Seat bracket')
    await leadFirm.selectOption('[name=kind]', 'series')
    await leadFirm.fill('[name=valueMinor]', '4,827,000')
    await leadFirm.fill('[name=currency]', 'inr')
    await leadFirm.fill('[name=startOn]', '2026-01-01')
    await leadFirm.getByLabel('Found each other here').check()
    await press(leadFirm, 'Record the contract')
    expect(await leadFirm.inputValue('[name=valueMinor]')).toBe('4,827,000')
    expect(await text(leadFirm)).toContain('Agreed: Write an answer')
    await leadFirm.getByLabel('The contract is agreed').check()
    await press(leadFirm, 'Record the contract')
    expect(await text(leadFirm)).toMatch(/asked to confirm it[\s\S]*Waits for the other side[\s\S]*4,827,000/)
  })

  it('is disputed with a reason, recorded anew and confirmed on a phone; the two do not say the same of how it came about', async () => {
    if (!browser) return
    await open(sme, `${linkage}/contracts`)
    await go(sme, 'Seat bracket')
    await press(sme, 'It is not right')
    expect(await text(sme)).toContain('Write an answer')
    await sme.fill('[name=reason]', 'It is 4,287,000.')
    await press(sme, 'It is not right')
    expect(await text(sme)).toContain('Disputed')
    await leadFirm.reload()
    await go(leadFirm, 'Record it anew')
    expect(await text(leadFirm)).toContain('It is 4,287,000.')
    await leadFirm.fill('[name=valueMinor]', '4,287,000')
    await press(leadFirm, 'Record it anew')
    await sme.reload()
    await sme.getByLabel('Would have come about anyway').check()
    await press(sme, 'Confirm')
    expect(await text(sme)).toMatch(/Confirmed by both[\s\S]*4,287,000[\s\S]*do not say the same/)
    await open(leadFirm, linkage)
    expect(await text(leadFirm)).toContain('Contracted')
  })

  it('is checked by the agency, which reads how large it is and no amount', async () => {
    if (!browser) return
    await open(agency, `${linkage}/contracts`)
    await go(agency, 'Seat bracket')
    const seen = await text(agency)
    expect(seen).toContain('over 1 million INR')
    expect(await agency.content()).not.toMatch(/4,287,000|4,827,000|428700000|482700000/)
    await press(agency, 'It is right')
    expect(await text(agency)).toContain('Checked by the agency')
  })

  it('is told year by year: one side enters, the other confirms', async () => {
    if (!browser) return
    await sme.reload()
    await sme.fill('[name=year]', '2026')
    await sme.fill('[name=minor]', '1,000,000')
    await press(sme, 'Enter a year')
    expect(await text(sme)).toContain('On time: Write an answer')
    await sme.fill('[name=onTime]', '96')
    await press(sme, 'Enter a year')
    expect(await text(sme)).toContain('The other side confirms it')
    await open(leadFirm, `${linkage}/contracts`)
    await go(leadFirm, 'Seat bracket')
    await go(leadFirm, 'Confirm or dispute')
    await press(leadFirm, 'Confirm')
    expect(await text(leadFirm)).toMatch(/2026, deliveries[\s\S]*96\s?%[\s\S]*Confirmed by both/)
  })
})
