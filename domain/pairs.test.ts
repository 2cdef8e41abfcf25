/** Pairs matched again: only touched ones, and yet the same as matching everything from scratch; told once, and to nobody whom a need does not concern. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALERT_REASONS, type AlertReason, type NeedNow, RAISED_AGAIN, reasonOf, warningDue } from './alerts.ts'
import type { Band } from './bands.ts'
import type { Evaluation } from './matching.ts'
import { becauseOf, comparePairs, keyOf, PAIR_BANDS, type PairNow, type PairState, tellingBand, withoutCertificate } from './pairs.ts'
import { certificate, firm } from './verdict.fixtures.ts'

const question = (blocking: boolean) => [{ requirementId: 'r', criterionId: 'c', blocking, reason: { code: 'x', params: {} } }] as never

describe('a pair worth telling', () => {
  test.each<[string, Pick<Evaluation, 'band' | 'topic' | 'questions'>, string | null]>([
    ['ready and on the topic', { band: 'ready', topic: 0.5, questions: [] }, 'ready'],
    ['developable', { band: 'developable', topic: 0.2, questions: [] }, 'developable'],
    ['incomplete with a question that the SME can answer', { band: 'incomplete', topic: 0.5, questions: question(true) }, 'incomplete'],
    ['incomplete, and nothing the SME could answer', { band: 'incomplete', topic: 0.5, questions: question(false) }, null],
    ['ruled out', { band: 'not', topic: 0.9, questions: [] }, null],
    ['ready for something else altogether', { band: 'ready', topic: 0.199, questions: [] }, null],
  ])('%s', (_what, evaluation, band) => {
    expect(tellingBand(evaluation)).toBe(band)
  })

  test('names an obstacle before a verdict, and nothing where all is met', () => {
    const criteria = [{ band: 'not', verdicts: [{ verdict: 'not-met', reason: { code: 'certificate-absent', params: {} } }] }] as never
    const obstacles = [{ side: 'sme', code: 'payment-too-late', params: { days: 90 } }] as never
    expect(becauseOf({ topic: 1, obstacles, criteria })).toMatchObject({ kind: 'obstacle', code: 'payment-too-late' })
    expect(becauseOf({ topic: 1, obstacles: [], criteria })).toMatchObject({ kind: 'why', code: 'certificate-absent' })
    expect(becauseOf({ topic: 1, obstacles: [], criteria: [] })).toBeNull()
  })
})

/** A world of needs and SMEs whose bands are what a rule says of their two figures. */
interface World {
  needs: Map<string, { ask: number; state: 'open' | 'over'; version: number; takesAnswers: boolean }>
  smes: Map<string, { can: number; published: boolean }>
}
type Change =
  | { kind: 'need'; id: number; ask: number }
  | { kind: 'close'; id: number }
  | { kind: 'profile'; id: number; can: number; published: boolean }

const changes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('need' as const), id: fc.nat(5), ask: fc.nat(3) }),
    fc.record({ kind: fc.constant('close' as const), id: fc.nat(5) }),
    fc.record({ kind: fc.constant('profile' as const), id: fc.nat(5), can: fc.nat(3), published: fc.boolean() }),
  ) as fc.Arbitrary<Change>,
  { maxLength: 40 },
)

const BANDS: (Band | null)[] = ['ready', 'developable', 'incomplete', null]
const now = (needId: string, smeId: string, { needs, smes }: World): PairNow | null => {
  const need = needs.get(needId)
  const sme = smes.get(smeId)
  if (need?.state !== 'open' || !sme?.published) return null
  const band = (BANDS[Math.max(0, need.ask - sme.can)] ?? null) as PairNow['band']
  return { needId, smeId, band, score: need.ask * 10 + sme.can, fit: null, topic: 1, needVersion: need.version, because: null }
}
const all = (world: World) =>
  [...world.needs.keys()].flatMap((needId) => [...world.smes.keys()].flatMap((smeId) => now(needId, smeId, world) ?? []))
const stateOf = (pairs: readonly PairNow[]) =>
  new Map(pairs.flatMap((one) => (one.band === null ? [] : [[keyOf(one), [one.band, one.score, one.needVersion]]])))

function apply(world: World, change: Change): { need?: string; sme?: string } {
  if (change.kind === 'profile') {
    world.smes.set(`s${change.id}`, { can: change.can, published: change.published })
    return { sme: `s${change.id}` }
  }
  const id = `n${change.id}`
  const before = world.needs.get(id)
  const version = (before?.version ?? 0) + 1
  if (change.kind === 'need') world.needs.set(id, { ask: change.ask, state: 'open', version, takesAnswers: true })
  else if (before) world.needs.set(id, { ...before, state: 'over', version, takesAnswers: false })
  return { need: id }
}

/** As the product keeps alerts: one per SME, need and reason; some are raised again without a second mail. */
interface Told {
  alerts: Map<string, number>
  mails: string[]
}

function tell({ alerts, mails }: Told, key: string, reason: AlertReason): void {
  if (!alerts.has(key)) mails.push(key)
  else if (!RAISED_AGAIN.has(reason)) return
  alerts.set(key, (alerts.get(key) ?? 0) + 1)
}

function follow(world: World, stored: Map<string, PairState>, touched: { need?: string; sme?: string }, told: Told): void {
  const touches = (one: { needId: string; smeId: string }) => one.needId === touched.need || one.smeId === touched.sme
  const before = [...stored.values()].filter(touches)
  const { put, drop, moves } = comparePairs(before, all(world).filter(touches))
  for (const one of drop) stored.delete(keyOf(one))
  for (const one of put) stored.set(keyOf(one), one)
  for (const move of moves) {
    const need = world.needs.get(move.needId) as NeedNow
    const reason = reasonOf(move, touched.need ? 'need' : 'profile', need)
    if (!reason || !world.smes.get(move.smeId)?.published) continue
    tell(told, `${move.smeId}/${move.needId}/${reason}`, reason)
    if (move.after !== null) expect(need.state).toBe('open')
  }
}

describe('after any changes', () => {
  test('matching the touched pairs alone leaves what matching everything from scratch would', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const world: World = { needs: new Map(), smes: new Map() }
        const stored = new Map<string, PairState>()
        for (const change of list) {
          follow(world, stored, apply(world, change), { alerts: new Map(), mails: [] })
          const kept = new Map([...stored].map(([key, one]) => [key, [one.band, one.score, one.needVersion]]))
          expect(kept).toEqual(stateOf(all(world)))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('nobody is written to twice about the same need for the same reason, and nobody unpublished at all', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const world: World = { needs: new Map(), smes: new Map() }
        const stored = new Map<string, PairState>()
        const told: Told = { alerts: new Map(), mails: [] }
        const everPublished = new Set<string>()
        for (const change of list) {
          if (change.kind === 'profile' && change.published) everPublished.add(`s${change.id}`)
          const touched = apply(world, change)
          follow(world, stored, touched, told)
          // The same change seen twice, as after a crash, tells nothing.
          const before = JSON.stringify([...told.alerts])
          follow(world, stored, touched, told)
          expect(JSON.stringify([...told.alerts])).toBe(before)
        }
        expect(new Set(told.mails).size).toBe(told.mails.length)
        expect(told.mails.every((key) => everPublished.has(key.split('/')[0] ?? ''))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the reason', () => {
  const open: NeedNow = { state: 'open', takesAnswers: true }
  test.each<[string, Parameters<typeof reasonOf>, AlertReason | null]>([
    ['a need was posted', [{ before: null, after: 'ready' }, 'need', open], 'new-need'],
    ['a need changed, and the SME stands lower', [{ before: 'ready', after: 'developable' }, 'need', open], 'need-changed'],
    ['a need changed, and the SME is out', [{ before: 'ready', after: null }, 'need', open], 'need-changed'],
    ['the SME did something and fits', [{ before: null, after: 'developable' }, 'profile', open], 'now-fits'],
    ['the SME did something and stands better', [{ before: 'incomplete', after: 'ready' }, 'profile', open], 'now-fits'],
    ['a certificate ended', [{ before: 'ready', after: 'developable' }, 'certificate', open], 'no-longer-fits'],
    ['the need was closed', [{ before: 'ready', after: null }, 'need', { state: 'over', takesAnswers: false }], 'need-closed'],
    ['the time to answer is over', [{ before: null, after: 'ready' }, 'profile', { ...open, takesAnswers: false }], null],
    ['a closed need never fitted', [{ before: null, after: null }, 'need', { state: 'over', takesAnswers: false }], null],
  ])('when %s', (_what, asked, reason) => {
    expect(reasonOf(...asked)).toBe(reason)
  })

  test('is one of the known ones, whatever moves', () => {
    const band = fc.constantFrom(null, ...PAIR_BANDS)
    const asked = fc.record({
      before: band,
      after: band,
      takesAnswers: fc.boolean(),
      state: fc.constantFrom('open' as const, 'over' as const),
    })
    fc.assert(
      fc.property(asked, ({ before, after, ...need }) => {
        const reason = reasonOf({ before, after }, 'profile', need)
        expect(reason === null || ALERT_REASONS.includes(reason)).toBe(true)
      }),
    )
  })
})

describe('a certificate about to end', () => {
  test.each([
    [91, null],
    [90, 90],
    [61, 90],
    [60, 60],
    [45, 60],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, null],
  ])('with %i days left is warned of as %s', (left, due) => {
    expect(warningDue(left)).toBe(due)
  })

  test('is reckoned away, it alone', () => {
    const two = [certificate({ id: 'a', validUntil: '2026-12-31' }), certificate({ id: 'b', validUntil: '2026-12-31' })]
    const left = withoutCertificate(firm({ certificates: two }), 'a', '2026-11-23')
    expect(left.certificates.map((one) => one.id)).toEqual(['b'])
  })
})
