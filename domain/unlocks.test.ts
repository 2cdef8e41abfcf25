/** What would open needs for a firm: the counts are those of evaluating it with the thing it lacks. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import { certificates, firms, needs } from './matching.arbitraries.ts'
import { evaluateNeed } from './matching.ts'
import type { ProfileFacts } from './profiles.ts'
import type { Requirement, SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { covers, itemsOf, type Openable, withItems } from './unlock-items.ts'
import { opensWith, unlocks } from './unlocks.ts'
import { CONCEPTS, certificate, commercial, criterion, firm, need, process, provenance, requirement, TODAY } from './verdict.fixtures.ts'

const { standards, editions, implications } = loadStandards()
const context = { today: TODAY, catalogue: buildCatalogue(standards, editions, implications), concepts: CONCEPTS }
const openable = (one: SourcingNeed): Openable => ({ need: one, topic: 0.5, hidden: new Set() })
const bandOf = (one: SourcingNeed, facts: ProfileFacts) => evaluateNeed(one, facts, { ...context, topic: 0.5 }).band

const ISO = requirement({ kind: 'certificate', code: 'iso-9001' })
const FORCE = (value: number, unit = 't') =>
  requirement({ kind: 'parameter', code: 'press-force', within: 'stamping', operator: 'at-least', value, unit })
const asks = (id: string, ...requirements: Requirement[]) =>
  need({
    id,
    volumePerMonth: 1_000,
    criteria: requirements.map((one, at) =>
      criterion({ id: `${id}-${at}`, class: one.kind === 'certificate' ? 'developable-must' : 'must' }, one),
    ),
  })
const pressShop = (over: Partial<ProfileFacts> = {}) =>
  firm({
    processes: [process({ process: 'stamping', parameters: [{ parameter: 'press-force', value: 200 }] })],
    complete: { certificates: '2026-05-01', processes: '2026-05-01' },
    ...over,
  })

describe('what opens needs', () => {
  it('is counted alone and with others, with the volume that it opens', () => {
    const list = [asks('a', ISO), asks('b', ISO), asks('c', ISO, FORCE(400)), asks('d', FORCE(150))]
    const found = unlocks(list.map(openable), pressShop(), context)
    expect(found.ready).toBe(1)
    expect(found.reachable).toBe(3)
    expect(found.items.map(({ item, needIds, withOthers, volumes }) => [item.asked?.code, needIds, withOthers, volumes])).toEqual([
      ['iso-9001', ['a', 'b'], 1, { pcs: 2_000 }],
      ['press-force', [], 1, {}],
    ])
    expect(found.together).toEqual([expect.objectContaining({ needIds: ['a', 'b', 'c'], volumes: { pcs: 3_000 } })])
  })

  it('asks for no more than opens more: of two levels that open the same, the lower one', () => {
    const list = [asks('a', FORCE(400)), asks('b', FORCE(300)), asks('c', FORCE(250, 't'))]
    const { items } = unlocks(list.map(openable), pressShop(), context)
    expect(items.map(({ item, needIds }) => [item.asked?.value, needIds.length])).toEqual([
      [400, 3],
      [300, 2],
      [250, 1],
    ])
  })

  it('counts a certificate for what it implies too', () => {
    const iatf = requirement({ kind: 'certificate', code: 'iatf-16949' })
    const { items } = unlocks([asks('a', ISO), asks('b', iatf)].map(openable), pressShop(), context)
    expect(Object.fromEntries(items.map(({ item, needIds }) => [item.asked?.code, needIds]))).toEqual({
      'iatf-16949': ['a', 'b'],
      'iso-9001': ['a'],
    })
  })

  it('knows the firm’s own terms: a smaller first order opens what it ruled out', () => {
    const facts = pressShop({ commercial: commercial({ minimumOrder: 5_000, minimumOrderUnit: 'pcs' }) })
    const { items } = unlocks([asks('a', FORCE(150))].map(openable), facts, context)
    expect(items.map(({ item, needIds }) => [item.term?.code, item.term?.params.volume, needIds])).toEqual([
      ['minimum-order-above-volume', 1_000, ['a']],
    ])
  })

  it('tells apart what is missing, what is not said and what is not proven', () => {
    const silent = pressShop({ complete: {} })
    const weak = pressShop({ certificates: [certificate({ edition: '', provenance: provenance({ level: 'self-declared' }) })] })
    const proven = requirement({ kind: 'certificate', code: 'iso-9001', minEvidence: 'documented' })
    const stateOf = (one: SourcingNeed, facts: ProfileFacts) => unlocks([openable(one)], facts, context).items.map(({ item }) => item.state)
    expect(stateOf(asks('a', ISO), pressShop())).toEqual(['missing'])
    expect(stateOf(asks('a', ISO), silent)).toEqual(['unknown'])
    expect(stateOf({ ...asks('a', proven), criteria: [criterion({}, proven)] }, weak)).toEqual(['unproven'])
  })

  it('keeps a lead firm’s own standard under an alias apart from the same one asked openly', () => {
    const own = requirement({ kind: 'certificate', code: 'own-aldervane' })
    const list = [openable(asks('a', own)), { ...openable(asks('b', own)), hidden: new Set(['own-aldervane']) }]
    const { items } = unlocks(list, pressShop(), context)
    expect(items.map(({ item }) => item.key).sort()).toEqual(['certificate own-aldervane', 'certificate own-standard b'])
  })
})

const several = fc.array(needs, { minLength: 1, maxLength: 4 }).map((list) => list.map((one, at) => openable({ ...one, id: `n${at}` })))

describe('whatever the firm and the needs are', () => {
  it('opens exactly the needs that evaluating each with the thing finds ready', () => {
    fc.assert(
      fc.property(several, firms, (list, facts) => {
        const closed = list.filter((one) => bandOf(one.need, facts) !== 'ready')
        const found = unlocks(list, facts, context)
        expect(found.ready).toBe(list.length - closed.length)
        for (const { item, needIds } of found.items) {
          const opened = closed
            .filter((one) => itemsOf(one, evaluateNeed(one.need, facts, { ...context, topic: 0.5 })).length > 0)
            .filter((one) => opensWith({ openable: one }, [item], { facts, context }))
          expect(needIds).toEqual(opened.map((one) => one.need.id))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a certificate opens what the firm is ready for once it holds it', () => {
    fc.assert(
      fc.property(several, firms, certificates, (list, facts, held) => {
        for (const { item, needIds } of unlocks(list, facts, context).items) {
          if (item.asked?.kind !== 'certificate') continue
          const proof = provenance({ level: 'third-party-registry', statedOn: TODAY, checkedOn: null })
          const fact = { ...held, id: 'new', standard: item.asked.code, status: 'active' as const, validUntil: null, validFrom: null }
          const withIt = (one: Openable) => ({
            ...facts,
            certificates: [...facts.certificates, { ...fact, scope: one.need.processes, provenance: proof }],
          })
          for (const one of list.filter(({ need: { id } }) => needIds.includes(id))) expect(bandOf(one.need, withIt(one))).toBe('ready')
        }
      }),
      { numRuns: 200 },
    )
  })

  it('more things never open less', () => {
    fc.assert(
      fc.property(several, firms, fc.nat(), (list, facts, pick) => {
        const items = list.flatMap((one) => itemsOf(one, evaluateNeed(one.need, facts, { ...context, topic: 0.5 })))
        const some = items.filter((_, at) => (pick >> at) % 2 === 1)
        for (const one of list) {
          const [fewer, more] = [
            opensWith({ openable: one }, some, { facts, context }),
            opensWith({ openable: one }, items, { facts, context }),
          ]
          expect(more || !fewer).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('all that a need lacks opens it, and what covers an item does at least as much', () => {
    fc.assert(
      fc.property(several, firms, (list, facts) => {
        const known = list.map((one) => ({ one, items: itemsOf(one, evaluateNeed(one.need, facts, { ...context, topic: 0.5 })) }))
        for (const { one, items } of known) {
          if (items.length > 0) expect(opensWith({ openable: one }, items, { facts, context })).toBe(true)
        }
        const items = known.flatMap((each) => each.items)
        for (const stronger of items) {
          for (const weaker of items.filter((each) => covers(stronger, each))) {
            for (const { one } of known) {
              const opens = (item: typeof weaker) => opensWith({ openable: one }, [item], { facts, context })
              expect(opens(stronger) || !opens(weaker)).toBe(true)
            }
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('leaves need and firm as they are', () => {
    const facts = pressShop()
    const before = structuredClone(facts)
    const one = asks('a', ISO, FORCE(400))
    withItems(openable(one), facts, { items: itemsOf(openable(one), evaluateNeed(one, facts, { ...context, topic: 1 })), today: TODAY })
    expect(facts).toEqual(before)
  })
})
