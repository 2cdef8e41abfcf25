/** Every page, as its reader meets it: no broken rule of accessibility, nothing wider than a phone, no fault on the console, in all languages. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { approvedLinkage, confirmed, entered, recorded } from '../support/contracts.ts'
import { mandateOf } from '../support/mandates.ts'
import { agreed, asked, publishedEvent, requested, takesPart } from '../support/meetings.ts'
import { acceptInterest, openNeed, showInterest, versionHeader } from '../support/needs.ts'
import { CERTIFICATE, published, save } from '../support/profiles.ts'
import { type Site, startSite } from '../support/site.ts'
import { giveExit, listed, supplierList } from '../support/supplier-lists.ts'
import { founder, type Person } from '../support/world.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface World {
  leadFirm: Person
  sme: Person
  agency: Person
  needId: string
  linkageId: string
  mandateId: string
  eventId: string
  /** A linkage with a contract, and that contract. */
  contracted: string
  contractId: string
  /** A list, and an SME on it that was given notice. */
  listId: string
  entryId: string
}
type Role = 'visitor' | 'leadFirm' | 'sme' | 'agency'

let browser: Browser | null
let site: Site
let world: World
beforeAll(async () => {
  browser = await openBrowser()
  if (!browser) return
  site = await startSite()
  const api = visitorsOf(site.origin)
  const leadFirm = await founder(api, 'lead-firm', { name: 'Aldervane Seating' })
  const sme = await published(api, { name: 'Tamhini Pressworks' })
  await save(sme, 'certificates', { items: [{ ...CERTIFICATE, validUntil: inDays(400) }], complete: true })
  const agency = await founder(api, 'agency', { name: 'Bhima Linkage Agency' })
  const need = await openNeed(leadFirm, { answerOn: inDays(40), startOn: inDays(300) })
  const mandate = await mandateOf(sme, agency)
  const linkage = await showInterest(sme, need)
  await acceptInterest(leadFirm, linkage)
  await agreed(sme, await asked(leadFirm, linkage.id, { proposals: [{ on: inDays(20), time: '10:00' }] }))
  await asked(leadFirm, linkage.id, { proposals: [{ on: inDays(25), time: '10:00' }] })
  const event = await publishedEvent(agency, { on: inDays(30), registerUntilOn: inDays(28) })
  const participantId = await takesPart(leadFirm, event, { underAlias: true })
  await takesPart(sme, event)
  const request = await requested(sme, event, participantId)
  await leadFirm.send('POST', `/event-meetings/${request.id}/step`, { step: 'accept' }, versionHeader(request))
  await agency.send('POST', `/events/${event.id}/schedule`, { useProposals: false }, versionHeader(event))
  const { version } = (await agency.get<{ version: number }>(`/events/${event.id}`)).body
  await agency.send('POST', `/events/${event.id}/announce`, undefined, versionHeader({ version }))
  const contracted = await approvedLinkage({ leadFirm, sme, agency }, { answerOn: inDays(40), startOn: inDays(300) })
  const contract = await entered(leadFirm, await confirmed(sme, await recorded(leadFirm, contracted)))
  const ids = {
    needId: need.id,
    linkageId: linkage.id,
    mandateId: mandate.id,
    contracted: contracted.id,
    contractId: contract.id,
    eventId: event.id,
  }
  const list = await supplierList(leadFirm, { target: 3 })
  const entry = await listed(leadFirm, sme, list)
  await giveExit(leadFirm, entry)
  world = { leadFirm, sme, agency, ...ids, listId: list.id, entryId: entry.id }
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** Addresses by role; `:need`, `:sme`, `:linkage`, `:mandate`, `:contracted`, `:contract`, `:list` and `:entry` stand for the world's. */
const PAGES: Record<Role, readonly string[]> = {
  visitor: [
    '/',
    '/sign-up?as=sme',
    '/sign-in',
    '/forgot',
    '/open-needs',
    '/open-needs/:need',
    '/suppliers',
    '/suppliers/:sme',
    '/standards',
    '/standards/iso-9001',
    '/language',
    '/mute?token=nothing',
  ],
  leadFirm: [
    '/home',
    '/sourcing-needs',
    '/sourcing-needs/new',
    '/sourcing-needs/:need',
    '/sourcing-needs/:need/documents',
    '/sourcing-needs/:need/edit',
    '/sourcing-needs/:need/proposals',
    '/sourcing-needs/:need/bundles',
    '/sourcing-needs/:need/what-if',
    '/sourcing-needs/:need/compare?sme=:sme',
    '/sourcing-needs/:need/lookup?text=Tamhini',
    '/sourcing-needs/:need/interest',
    '/linkages',
    '/notices',
    '/account/notifications',
    '/linkages/:linkage',
    '/linkages/:linkage/contracts',
    '/linkages/:contracted/contracts',
    '/linkages/:contracted/contracts/new',
    '/supplier-lists',
    '/supplier-lists/:list',
    '/supplier-lists/:list/:entry',
    '/linkages/:contracted/contracts/:contract',
    '/mandates',
    '/mandates/new',
    '/weights',
    '/standards/own',
    '/account',
    '/account/organization',
    '/account/team',
    '/account/audit',
    '/suppliers/:sme',
    '/saved-searches',
    '/saved-searches/new?kind=suppliers&process=stamping',
    '/meetings',
    '/linkages/:linkage/meetings',
    '/events',
    '/events/:event',
    '/events/:event/timetable',
  ],
  sme: [
    '/home',
    '/profile',
    '/profile/identity',
    '/profile/sites',
    '/profile/products',
    '/profile/processes',
    '/profile/certificates',
    '/profile/capacity',
    '/profile/commercial',
    '/profile/references',
    '/profile/preview',
    '/opportunities',
    '/opportunities/:need',
    '/what-opens-doors',
    '/supplied-to',
    '/ownership',
    '/linkages',
    '/notices',
    '/account/notifications',
    '/linkages/:linkage',
    '/linkages/:contracted/contracts/:contract',
    '/mandates',
    '/mandates/:mandate',
    '/news',
    '/saved-searches',
    '/saved-searches/new?kind=open-needs&text=brackets',
    '/meetings',
    '/linkages/:linkage/meetings',
    '/events/:event',
    '/events/:event/timetable',
  ],
  agency: [
    '/events',
    '/events/new',
    '/events/:event',
    '/events/:event/edit',
    '/events/:event/schedule',
    '/notices',
    '/account/notifications',
    '/match-runs',
    '/exposure',
    '/home',
    '/linkages',
    '/linkages/:linkage',
    '/linkages/:contracted/contracts/:contract',
    '/mandates',
    '/mandates/:mandate',
    '/mandates/new?needId=:need',
    '/linkage-terms',
    '/usual-costs',
    '/imports',
    '/claims',
    '/suppliers/:sme',
  ],
}
const SIX: readonly [Role, string][] = [
  ['visitor', '/'],
  ['visitor', '/open-needs/:need'],
  ['leadFirm', '/sourcing-needs/:need/proposals'],
  ['leadFirm', '/sourcing-needs/:need'],
  ['sme', '/opportunities'],
  ['sme', '/profile/processes'],
]
const EVERY = (Object.keys(PAGES) as Role[]).flatMap((role) => PAGES[role].map((path): [Role, string] => [role, path]))

const addressOf = (path: string) =>
  site.origin +
  path
    .replace(':need', world.needId)
    .replace(':sme', world.sme.organizationId)
    .replace(':linkage', world.linkageId)
    .replace(':mandate', world.mandateId)
    .replace(':event', world.eventId)
    .replace(':contracted', world.contracted)
    .replace(':contract', world.contractId)
    .replace(':list', world.listId)
    .replace(':entry', world.entryId)

async function opened(role: Role, path: string, view: Parameters<typeof someone>[1]): Promise<{ page: Page; faults: string[] }> {
  if (!browser) throw new Error('no browser')
  const context = await someone(browser, view)
  if (role !== 'visitor') await signedInAs(context, world[role], site.origin)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const answer = await page.goto(addressOf(path), { waitUntil: 'networkidle' })
  if (answer?.status() !== 200) faults.push(`status ${answer?.status()}`)
  return { page, faults }
}

/** What axe finds, a line each. */
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

const widerThanItsWindow = (page: Page) => page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')

describe('each page', () => {
  it.each(EVERY)('for a %s, %s, reads well by day and by night, at a desk and on a phone', async (role, path) => {
    if (!browser) return
    for (const [width, theme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      const { page, faults } = await opened(role, path, { width, theme })
      expect({ width, theme, faults, violations: await violations(page), wide: await widerThanItsWindow(page) }).toEqual({
        width,
        theme,
        faults: [],
        violations: [],
        wide: false,
      })
      await page.context().close()
    }
  })

  it.each(SIX)('for a %s, %s, speaks Spanish, Portuguese and French, also without scripts', async (role, path) => {
    if (!browser) return
    for (const locale of ['es', 'pt', 'fr']) {
      const { page, faults } = await opened(role, path, { width: 360, locale, javaScript: false })
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
      expect(faults).toEqual([])
      await page.context().close()
      const scripted = await opened(role, path, { width: 1280, locale })
      expect({ locale, violations: await violations(scripted.page) }).toEqual({ locale, violations: [] })
      await scripted.page.context().close()
    }
  })
})

describe('a page that is not there', () => {
  it('says so with a way on, and gives nothing away', async () => {
    if (!browser) return
    const { page } = await opened('leadFirm', '/sourcing-needs/00000000-0000-7000-8000-000000000000', { width: 1280 })
    expect(await page.locator('h1').textContent()).not.toBe('')
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  it('asks a visitor to sign in where a role is needed', async () => {
    if (!browser) return
    const { page } = await opened('visitor', '/home', { width: 1280 })
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.context().close()
  })
})
