/** Contract of a search engine, the directory: names in spite of typos, words, facets and pages. */
import { expect, test } from 'vitest'
import { TODAY } from '../../bench/generate.ts'
import type { ProfileFeatures } from '../../domain/match-query.ts'
import type { DirectoryQuery, MatchEngine } from '../ports/match-engine.ts'
import { at, type Cluster, calm, count, directory, type Open } from './match-engine.contract-cluster.ts'

export function nameTests(withAll: Open, { profiles }: Cluster): void {
  test('a name is suggested first when written right, and found with one typo in a word', async () => {
    const engine = await withAll()
    for (const profile of profiles.slice(0, 60)) {
      const [name] = profile.names
      expect((await engine.suggestNames(name, 3)).map((hit) => hit.name)).toContain(name)
      for (const wrong of misspellings(name)) {
        const hits = await engine.suggestNames(wrong, 10)
        expect(
          hits.map((hit) => hit.profileId),
          wrong,
        ).toContain(profile.profileId)
      }
    }
    expect(await engine.suggestNames('', 5)).toEqual([])
    expect((await engine.suggestNames(at(profiles, 3).names[0].slice(0, 5), 5)).length).toBeGreaterThan(0)
    await engine.close()
  })
}

export function directoryTests(withAll: Open, { profiles }: Cluster): void {
  const ask = async (engine: MatchEngine, query: Partial<DirectoryQuery>) => engine.search(directory(query), calm())

  test('without words it lists all by name, page after page, each once', async () => {
    const engine = await withAll()
    const seen: string[] = []
    for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page++) {
      const found = await ask(engine, { limit: 100, cursor })
      expect(found.total).toBe(profiles.length)
      seen.push(...found.items.map((item) => item.profileId))
      cursor = found.nextCursor
    }
    expect(seen).toHaveLength(profiles.length)
    expect(new Set(seen).size).toBe(profiles.length)
    await engine.close()
  })

  test('facets narrow together, values within one widen, and each counts without itself', async () => {
    const engine = await withAll()
    const has = (profile: ProfileFeatures, tag: string) => (profile.tags as string[]).includes(tag)
    const filter = { country: ['IN', 'BD'], state: ['claimed' as const], process: ['process-0'] }
    const found = await ask(engine, { filter })
    const inCountry = (profile: ProfileFeatures) => has(profile, 'country:IN') || has(profile, 'country:BD')
    expect(found.total).toBe(count(profiles, (profile) => inCountry(profile) && profile.claimed && has(profile, 'process:process-0')))
    expect(found.total).toBeGreaterThan(0)
    const vietnam = found.facets.country.find((facet) => facet.code === 'VN')?.count
    expect(vietnam).toBe(count(profiles, (profile) => has(profile, 'country:VN') && profile.claimed && has(profile, 'process:process-0')))
    const unclaimed = found.facets.state.find((facet) => facet.code === 'unclaimed')?.count ?? 0
    expect(unclaimed).toBe(count(profiles, (profile) => inCountry(profile) && !profile.claimed && has(profile, 'process:process-0')))
    const holders = await ask(engine, { filter: { standard: ['iso-9001'] } })
    expect(holders.total).toBe(count(profiles, (profile) => holds(profile, 'iso-9001')))
    await engine.close()
  })

  test('all words must be found; where nobody has all, those with the most are shown and it says so', async () => {
    const engine = await withAll()
    const [name] = at(profiles, 5).names
    const byName = await ask(engine, { text: name })
    expect(byName.items[0]?.name).toBe(name)
    expect(byName.relaxed).toBe(false)
    const relaxed = await ask(engine, { text: `${name} xyzzyqqq` })
    expect(relaxed.relaxed).toBe(true)
    expect(relaxed.items[0]?.name).toBe(name)
    const nothing = await ask(engine, { text: 'xyzzyqqq' })
    expect(nothing).toMatchObject({ items: [], total: 0, nextCursor: null })
    await engine.close()
  })
}

function holds(profile: ProfileFeatures, standard: string): boolean {
  return profile.certificates.some(
    (each) => each.standard === standard && !each.pending && (each.from ?? '') <= TODAY && (each.until ?? '9999') >= TODAY,
  )
}

/** One letter dropped, doubled, changed or swapped with its neighbour, in the first long word. */
function misspellings(name: string): string[] {
  const [first = '', ...rest] = name.split(' ')
  if (first.length < 5) return []
  const middle = 2
  const wrong = [
    first.slice(0, middle) + first.slice(middle + 1),
    first.slice(0, middle) + first[middle] + first.slice(middle),
    `${first.slice(0, middle)}x${first.slice(middle + 1)}`,
    first.slice(0, middle) + first[middle + 1] + first[middle] + first.slice(middle + 2),
  ]
  return wrong.map((word) => [word, ...rest].join(' '))
}
