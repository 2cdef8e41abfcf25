import { it } from 'vitest'
import { inDays, signedInAs, visitorsOf } from '../support/at.ts'
import { openBrowser, someone } from '../support/browser.ts'
import { openNeed, showInterest, versionHeader } from '../support/needs.ts'
import { listedFirms, profiled, published, save } from '../support/profiles.ts'
import { startSite } from '../support/site.ts'
import { founder, PASSWORD } from '../support/world.ts'
void listedFirms
const must = (title: string, kind: string, code: string, category = 'technical') => ({ title, category, class: 'must', groups: [{ requirements: [{ kind, code, operator: 'has' }] }] })
it('shots', async () => {
  const browser = (await openBrowser())!
  const site = await startSite()
  try {
    const api = visitorsOf(site.origin)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const setup = /setup\S*token=([\w-]+)/.exec(site.log())?.[1]
    console.log('setup', setup, site.log().slice(0, 600))
    const admin = api.visitor()
    console.log((await admin.send('POST', '/setup', { token: setup, name: 'Operator', email: 'op@example.org', password: PASSWORD })).status)
    const leadFirm = await founder(api, 'lead-firm', { name: 'Aldervane Seating' })
    const agency = await founder(api, 'agency', { name: 'Bhima Linkage Agency' })
    const shop = async (name: string, process: string, free: number, employees: number, country = 'IN') => {
      const sme = await profiled(api, { name, country })
      await save(sme, 'identity', { headline: name, description: 'Seat brackets', language: 'en', sector: 'automotive', employees, foundedYear: 1999 })
      await save(sme, 'products', { items: [{ product: 'p-stamped-brackets', name: 'Brackets', functions: {} }], complete: true })
      await save(sme, 'processes', { items: [{ process, mode: 'own', yearsOfExperience: 9, materials: ['steel'], parameters: [] }], complete: true })
      await save(sme, 'capacity', { items: [{ concept: null, installedPerMonth: free, unit: 'pcs', utilisation: 0 }], complete: true })
      await save(sme, 'publish', undefined, 'POST')
      return sme
    }
    await shop('Tamhini Pressworks', 'progressive-die-stamping', 3_000, 60)
    await shop('Varandhal Stamping', 'progressive-die-stamping', 2_500, 30)
    for (let n = 0; n < 5; n++) await shop(`Works ${n}`, 'stamping', 900, 20 + n * 40)
    await shop('Harishgad Welding', 'welding', 8_000, 40)
    const need = await openNeed(leadFirm, { answerOn: inDays(40), startOn: inDays(300), criteria: [must('Stamping', 'process', 'stamping'), must('Welding', 'process', 'welding')], processes: ['stamping', 'welding'] })
    const second = await openNeed(leadFirm, { answerOn: inDays(40), startOn: inDays(300), criteria: [] })
    for (const id of [need.id, second.id]) await leadFirm.get(`/sourcing-needs/${id}/proposals?limit=3`)
    const good = await published(api, { name: 'Certified Works' })
    const bad = await profiled(api, { name: 'Plain Works' })
    await save(bad, 'identity', { headline: 'x', description: 'Stamped brackets', language: 'en', sector: 'automotive', employees: 60, foundedYear: 1999 })
    await save(bad, 'products', { items: [{ product: 'p-stamped-brackets', name: 'Brackets', functions: {} }], complete: true })
    await save(bad, 'processes', { items: [{ process: 'stamping', mode: 'own', yearsOfExperience: 9, materials: ['steel'], parameters: [] }], complete: true })
    await save(bad, 'publish', undefined, 'POST')
    let waiting = ''
    for (let n = 0; n < 27; n++) {
      const one = await openNeed(leadFirm, { answerOn: inDays(40), startOn: inDays(300), criteria: [{ ...must('Stamping', 'process', 'stamping'), class: 'scored' }, { ...must('ISO 9001', 'certificate', 'iso-9001', 'quality'), class: 'scored' }] })
      const a = await showInterest(good, one)
      const b = await showInterest(bad, one)
      if (n === 26) { waiting = one.id; break }
      await leadFirm.send('POST', `/linkages/${a.id}/decision`, { step: 'accept', ...(n % 3 === 0 && { reason: 'quality-assured' }) }, versionHeader(a))
      await leadFirm.send('POST', `/linkages/${b.id}/decision`, { step: 'decline', reason: 'quality-system' }, versionHeader(b))
    }
    await new Promise((resolve) => setTimeout(resolve, 15_000))
    const pages: [string, typeof leadFirm, string][] = [
      ['bundles', leadFirm, `/sourcing-needs/${need.id}/bundles`],
      ['proposals', leadFirm, `/sourcing-needs/${need.id}/proposals`],
      ['interest', leadFirm, `/sourcing-needs/${waiting}/interest`],
      ['weights', leadFirm, '/weights'],
      ['weights-admin', admin as typeof leadFirm, '/weights'],
      ['exposure', agency, '/exposure'],
      ['exposure-admin', admin as typeof leadFirm, '/exposure'],
      ['ownership', good, '/ownership'],
    ]
    console.log(JSON.stringify((await admin.send('POST', '/weights/reports')).body))
    for (const [name, who, path] of pages) {
      for (const view of [{ width: 1280, theme: 'light' as const }, { width: 360, theme: 'dark' as const }]) {
        const context = await someone(browser, view)
        await signedInAs(context, who, site.origin)
        const page = await context.newPage()
        const answer = await page.goto(site.origin + path, { waitUntil: 'networkidle' })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        console.log(name, view.width, answer?.status(), wide)
        await page.screenshot({ path: `/tmp/shot-${name}-${view.width}.png`, fullPage: true })
        await context.close()
      }
    }
  } finally {
    await browser.close()
    await site.close()
  }
}, 280_000)
