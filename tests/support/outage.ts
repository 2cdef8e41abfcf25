/** A small cluster of firms, what its people read and save while the search server is away, and how long each of it takes. */
import { expect } from 'vitest'
import type { Answer, TestApi } from './api.ts'
import { openNeed, showInterest } from './needs.ts'
import { savedSearch } from './searches.ts'
import { fillProfile, PROFILE_SECTIONS, publishProfile, saveSection } from './suppliers.ts'
import { founder, type Person } from './world.ts'

export interface Cluster {
  smes: [Person, ...Person[]]
  leadFirm: Person
  agency: Person
  needId: string
  linkageId: string
  searchId: string
}

/** So many published SMEs, one of which is interested in the lead firm's open need. */
export async function cluster(api: TestApi, count: number): Promise<Cluster> {
  const leadFirm = await founder(api, 'lead-firm')
  const agency = await founder(api, 'agency')
  const need = await openNeed(leadFirm)
  const first = await supplier(api, 0)
  const smes: Cluster['smes'] = [first]
  for (let at = 1; at < count; at++) smes.push(await supplier(api, at))
  const linkage = await showInterest(first, need)
  const search = await savedSearch(first, 'open-needs')
  return { smes, leadFirm, agency, needId: need.id, linkageId: linkage.id, searchId: search.id }
}

export async function supplier(api: TestApi, at: number): Promise<Person> {
  const sme = await founder(api, 'sme', { name: `Tamhini Pressworks ${at}` })
  await fillProfile(sme)
  await publishProfile(sme)
  return sme
}

/** What the pages of every role ask for that are no matching: the home pages, the own profile, lists and single subjects. */
export function readsOf(api: TestApi, { smes: [sme], leadFirm, agency, needId, linkageId, searchId }: Cluster) {
  const visitor = api.visitor()
  const ask = (who: Pick<Person, 'get'>, path: string) => ({ path, read: () => who.get(path) })
  return [
    ...['/account', '/profile', '/profile/preview?as=registered', '/organization', '/linkages?limit=10', '/alerts', '/alerts/unread'].map(
      (path) => ask(sme, path),
    ),
    ...[`/open-needs/${needId}`, `/opportunities/${needId}`, `/linkages/${linkageId}`, `/saved-searches/${searchId}`].map((path) =>
      ask(sme, path),
    ),
    ...['/sourcing-needs?limit=10', `/sourcing-needs/${needId}`, '/linkages?stage=sme-interested&limit=10', '/organization/members'].map(
      (path) => ask(leadFirm, path),
    ),
    ...[`/suppliers/${sme.organizationId}`, `/sourcing-needs/${needId}/proposals/${sme.organizationId}`].map((path) => ask(leadFirm, path)),
    ...['/imports?limit=10', '/claims?limit=10', '/exposure'].map((path) => ask(agency, path)),
    ...['/open-needs?limit=5', `/open-needs/${needId}`, '/standards', '/concepts?kind=process'].map((path) => ask(visitor, path)),
  ]
}

/** One save of an SME's terms. */
export async function saveTerms(sme: Person, sampleLeadDays: number): Promise<Answer> {
  return saveSection(sme, 'commercial', { ...PROFILE_SECTIONS.commercial, sampleLeadDays })
}

/** Milliseconds that saves and reads took. */
export interface Times {
  saves: number[]
  reads: number[]
}

/** Saves and reads by turns, one after another; `round` makes the saved values differ from those of the round before. */
export async function work(api: TestApi, of: Cluster, { saves, round }: { saves: number; round: number }): Promise<Times> {
  const reads = readsOf(api, of)
  const times: Times = { saves: [], reads: [] }
  for (let at = 0; at < saves; at++) {
    const sme = of.smes[at % of.smes.length] ?? of.smes[0]
    times.saves.push(await timed(() => saveTerms(sme, 5 + ((at + round * 7) % 300))))
    for (let more = 0; more < 2; more++) {
      const one = reads[(at * 2 + more) % reads.length]
      if (one) times.reads.push(await timed(one.read, one.path))
    }
  }
  return times
}

/** Milliseconds until the answer, which must be a good one. */
export async function timed(ask: () => Promise<Answer>, name = ''): Promise<number> {
  const begin = performance.now()
  const { status } = await ask()
  const took = performance.now() - begin
  expect(`${name} ${status}`).toBe(`${name} 200`)
  return took
}

/** 95 of 100 took at most so long. */
export function p95(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
}

/** Asked for: at most a tenth more than usual. The rest is what other work on the machine may add to a few milliseconds. */
export function atMost(usual: number): number {
  return usual * 1.1 + ALLOWANCE_MS
}
const ALLOWANCE_MS = 10
