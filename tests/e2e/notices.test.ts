/** Notices in a real browser: a lead firm finds what an SME did, opens it, says how it wants to hear, and proves a telephone; also without scripts. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { openNeed } from '../support/needs.ts'
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

async function press(page: Page, words: string): Promise<void> {
  const button = page.locator(`main button:has-text("${words}"):visible`).first()
  await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), button.click()])
  await page.waitForLoadState('networkidle')
}

/** The worker does its work within moments. */
async function eventually<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it never came')
}

const unread = async () => (await leadFirm.get<{ unread: number }>('/notices/unread')).body.unread

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('a notice, %s', (_how, javaScript) => {
  it('stands unread in the list, leads to its page, and is read then', async () => {
    if (!browser) return
    const need = await openNeed(leadFirm, { title: `Brackets ${javaScript}`, answerOn: inDays(40), startOn: inDays(300) })
    const before = await unread()
    await sme.send('POST', `/open-needs/${need.id}/answer`, { step: 'show-interest' })
    await eventually(async () => (await unread()) > before || undefined)
    const page = await open(leadFirm, '/notices', javaScript)
    await press(page, `is interested: Brackets ${javaScript}`)
    await page.waitForURL('**/linkages/*')
    expect(await unread()).toBe(before)
    await page.goto(`${site.origin}/notices?show=unread`)
    expect(await page.locator(`main:has-text("Brackets ${javaScript}")`).count()).toBe(0)
    await page.context().close()
  }, 60_000)
})

describe('how one hears', () => {
  it.each([true, false])(
    'is chosen by form, and stays chosen (scripts: %s)',
    async (javaScript) => {
      if (!browser) return
      const page = await open(leadFirm, '/account/notifications', javaScript)
      const cadence = javaScript ? 'daily' : 'weekly'
      await page.selectOption('[name="mail.offers"]', cadence)
      await page.locator('form[action$="/groups"] button').click()
      await page.waitForURL('**/account/notifications?done=saved')
      expect(await page.inputValue('[name="mail.offers"]')).toBe(cadence)
      await page.fill('[name=from]', '22:00')
      await page.fill('[name=until]', '')
      await page.locator('form[action$="/quiet"] button').click()
      await page.locator('#f-until[aria-invalid=true]').waitFor()
      // What was typed is kept.
      expect(await page.inputValue('[name=from]')).toBe('22:00')
      await page.fill('[name=until]', '06:30')
      await page.locator('form[action$="/quiet"] button').click()
      await page.waitForURL('**/account/notifications?done=saved')
      expect([await page.inputValue('[name=from]'), await page.inputValue('[name=until]')]).toEqual(['22:00', '06:30'])
      await page.context().close()
    },
    60_000,
  )

  it('reaches a telephone once its code was typed, and the short link of a text leads to the page', async () => {
    if (!browser) return
    const page = await open(sme, '/account/notifications', true)
    await page.fill('[name=phone]', '98765')
    await press(page, 'Send a code')
    await page.locator('#f-phone[aria-invalid=true]').waitFor()
    await page.fill('[name=phone]', '+91 98123-45678')
    await press(page, 'Send a code')
    const code = await eventually(() => /your code is (\d{6})/.exec(site.texts().join('\n'))?.[1])
    await page.fill('[name=code]', code === '000000' ? '000001' : '000000')
    await press(page, 'Confirm')
    await page.locator('#f-code[aria-invalid=true]').waitFor()
    await page.fill('[name=code]', code)
    await press(page, 'Confirm')
    await page.locator('main:has-text("Texts reach you at +919812345678")').waitFor()
    await page.check('[name="text.linkages"]')
    await page.locator('form[action$="/groups"] button').click()
    await page.waitForURL('**/account/notifications?done=saved')
    const need = await openNeed(leadFirm, { title: 'Secret brackets', answerOn: inDays(40), startOn: inDays(300) })
    await leadFirm.send('POST', `/sourcing-needs/${need.id}/invitations`, { organizationId: sme.organizationId })
    const text = await eventually(() => site.texts().find((one) => one.includes('/n/')))
    expect(text).not.toContain('Secret')
    await page.goto(`${site.origin}/n/${/\/n\/([\w-]+)/.exec(text)?.[1]}`)
    expect(new URL(page.url()).pathname).toMatch(/^\/linkages\//)
    // Somebody else's link leads to his own list.
    const other = await open(leadFirm, `/n/${/\/n\/([\w-]+)/.exec(text)?.[1]}`, true)
    expect(new URL(other.url()).pathname).toBe('/notices')
    await page.context().close()
    await other.context().close()
  }, 90_000)
})

describe('the link of a mail', () => {
  it('shows what it would end, ends it by a button, and says where to take it back', async () => {
    if (!browser) return
    const mail = await eventually(() => site.mails().find((one) => one.includes('is interested')))
    const address = /http:\/\/localhost:\d+\/mute\?token=[\w.-]+/.exec(mail)?.[0] ?? ''
    const page = await open(leadFirm, address.replace(site.origin, ''), false)
    expect(await page.locator('main').textContent()).toContain('no more mail about: Linkages')
    await press(page, 'No more of these')
    await page.locator('a[href="/account/notifications"]').waitFor()
    const { groups } = (await leadFirm.get<{ groups: { group: string; mail: string }[] }>('/notice-settings')).body
    expect(groups.find((one) => one.group === 'linkages')?.mail).toBe('never')
    await page.context().close()
  }, 60_000)
})
