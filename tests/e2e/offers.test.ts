/** An SME answers from its mail and makes an offer on a phone without scripts; the lead firm compares offers; every page of it reads well. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { NEED, openNeed, showInterest, stepNeed } from '../support/needs.ts'
import { submittedOffer, TIMES } from '../support/offers.ts'
import { CERTIFICATE, published, save } from '../support/profiles.ts'
import { type Site, startSite } from '../support/site.ts'
import { founder, type Person } from '../support/world.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAYS = { answerOn: inDays(40), startOn: inDays(300) }
const EXCLUSION = {
  title: 'Grounds',
  category: 'management',
  class: 'exclusion',
  groups: [{ requirements: [{ kind: 'exclusion-ground', code: 'fraud', operator: 'has' }] }],
}

let browser: Browser | null
let site: Site
let leadFirm: Person
let sme: Person
let other: Person
let need: { id: string }
beforeAll(async () => {
  browser = await openBrowser()
  if (!browser) return
  site = await startSite()
  const api = visitorsOf(site.origin)
  leadFirm = await founder(api, 'lead-firm', { name: 'Aldervane Seating' })
  sme = await published(api, { name: 'Tamhini Pressworks' })
  other = await published(api, { name: 'Mulshi Stampings' })
  for (const one of [sme, other]) await save(one, 'certificates', { items: [{ ...CERTIFICATE, validUntil: inDays(400) }], complete: true })
  need = await openNeed(leadFirm, { ...DAYS, criteria: [...NEED.criteria, EXCLUSION] })
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function on(who: Person | null, view: Parameters<typeof someone>[1]): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const context = await someone(browser, view)
  if (who) await signedInAs(context, who, site.origin)
  return context.newPage()
}

/** The address that a mail brings. */
async function fromMail(words: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const found = site.mails().flatMap((mail) => words.exec(mail)?.[1] ?? [])
    const last = found.at(-1)
    if (last) return last
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no mail came')
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: unknown, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run((globalThis as unknown as { document: unknown }).document, { resultTypes: ['violations'] })).violations
  })
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
}

describe('on a phone, without scripts', () => {
  it('an SME answers from its mail, makes an offer step by step, and submits it', async () => {
    if (!browser) return
    await leadFirm.send('POST', `/sourcing-needs/${need.id}/invitations`, { organizationId: sme.organizationId })
    const url = await fromMail(/(http:\S+\/answer\?token=[\w.-]+)/)
    const mail = await on(null, { width: 360, javaScript: false })
    await mail.goto(url)
    await mail.fill('[name=about]', 'We have the press.')
    await mail.click('button[value=interested]')
    // The ground was not answered: it is asked beside its field, and what was typed is kept.
    expect(await mail.locator('.error-summary').count()).toBe(1)
    expect(await mail.inputValue('[name=about]')).toBe('We have the press.')
    await mail.check('[name=ground-fraud][value=no]')
    await mail.click('button[value=interested]')
    expect(await mail.locator('[role=status]').textContent()).toContain('interested')
    await mail.goto(url)
    expect(await mail.locator('button[value=interested]').count()).toBe(0)
    expect((await mail.goto(`${url}x`))?.status()).toBe(404)
    expect(await mail.locator('main a, a.button').count()).toBeGreaterThan(0)

    const { body } = await sme.get<{ items: { id: string }[] }>(`/linkages?needId=${need.id}`)
    const page = await on(sme, { width: 360, javaScript: false })
    await page.goto(`${site.origin}/linkages/${body.items[0]!.id}/offer`)
    await page.click('form[action="?/begin"] button')
    expect(await page.inputValue('select[name^="meets."]')).toBe('yes')
    await page.click('form[action="?/save"] button')
    await page.fill('[name="price.currency"]', 'EUR')
    await page.click('form[action="?/save"] button')
    expect(await page.locator('.error-summary').count()).toBe(1)
    expect(await page.inputValue('[name="price.currency"]')).toBe('EUR')
    await page.selectOption('[name="price.incoterm"]', 'dap')
    await page.fill('[name="price.tiers.0.fromQuantity"]', '1,000')
    await page.fill('[name="price.tiers.0.unitMinor"]', '1.40')
    await page.click('form[action="?/save"] button')
    await page.check('[name="tooling.needed"][value=yes]')
    await page.fill('[name="tooling.costMinor"]', '6000')
    await page.click('form[action="?/save"] button')
    await page.fill('[name="times.seriesDays"]', '45')
    await page.fill('[name="times.validUntil"]', inDays(120))
    await page.click('form[action="?/save"] button')
    await page.click('form[action="?/submit"] button')
    expect(await page.locator('[role=status]').textContent()).toContain('submitted')
    expect(await page.locator('main').textContent()).toContain('€1.40')
    for (const one of [mail, page]) await one.context().close()
  })
})

describe('the pages of offers', () => {
  it('read well by day and by night, at a desk and on a phone, for both sides', async () => {
    if (!browser) return
    const linkage = await showInterest(other, need)
    await submittedOffer(other, linkage, { times: { ...TIMES, validUntil: inDays(90) } })
    const drafted = await showInterest(other, await openNeed(leadFirm, { ...DAYS, sealed: true }))
    await other.send('POST', `/linkages/${drafted.id}/offer`)
    const fresh = await openNeed(leadFirm, { ...DAYS, criteria: [EXCLUSION] })
    const ended = await openNeed(leadFirm, DAYS)
    const owed = await showInterest(other, ended)
    await stepNeed(leadFirm, ended, 'close')
    const { body } = await leadFirm.get<{ items: { linkageId: string }[] }>(`/sourcing-needs/${need.id}/offers`)
    const chosen = body.items.map((one) => `linkage=${one.linkageId}`).join('&')
    const pages: [Person, string][] = [
      [leadFirm, '/home'],
      [leadFirm, '/feedback-owed'],
      [leadFirm, '/account/answer-terms'],
      [leadFirm, '/exchange-rates'],
      [leadFirm, `/linkages/${owed.id}`],
      [leadFirm, `/linkages/${linkage.id}`],
      [leadFirm, `/linkages/${linkage.id}/offer`],
      [leadFirm, `/sourcing-needs/${need.id}/offers?${chosen}&quantity=2000&currency=USD`],
      [leadFirm, `/sourcing-needs/${fresh.id}/offers`],
      [other, `/opportunities/${fresh.id}`],
      [other, `/linkages/${linkage.id}`],
      [other, `/linkages/${linkage.id}/interest`],
      [other, `/linkages/${linkage.id}/offer`],
      ...['answers', 'price', 'tooling', 'times', 'check'].map((step): [Person, string] => [
        other,
        `/linkages/${drafted.id}/offer?step=${step}`,
      ]),
    ]
    const faults: string[] = []
    for (const [who, path] of pages) {
      for (const [width, theme] of [
        [1280, 'light'],
        [360, 'dark'],
      ] as const) {
        const page = await on(who, { width, theme })
        const said = (fault: string) => faults.push(`${path} ${width}: ${fault}`)
        page.on('pageerror', (error) => said(error.message))
        page.on('console', (message) => message.type() === 'error' && said(message.text()))
        const answer = await page.goto(site.origin + path, { waitUntil: 'networkidle' })
        if (answer?.status() !== 200) said(`status ${answer?.status()}`)
        for (const one of await violations(page)) said(one)
        if (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'))
          said('wider than its window')
        await page.context().close()
      }
    }
    expect(faults).toEqual([])
  })
})
