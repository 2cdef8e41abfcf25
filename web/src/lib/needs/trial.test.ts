/** A trial is read from an address, says only what differs, and is filled into the need's form. */
import { describe, expect, it } from 'vitest'
import type { Need } from '#lib/api/answers.ts'
import type { NeedDraft } from '#lib/needs/draft.ts'
import { classesFor, trialFrom, withTrial } from '#lib/needs/trial.ts'

const requirement = { kind: 'certificate', acceptEquivalent: false }
const criteria = [
  { id: 'a', class: 'must', weight: null, groups: [{ requirements: [{ kind: 'parameter', acceptEquivalent: false }] }] },
  { id: 'b', class: 'developable-must', weight: 20, groups: [{ requirements: [requirement] }] },
] as unknown as Need['criteria']
const read = (query: string, locale: 'en' | 'fr' = 'en') => trialFrom(new URLSearchParams(query), { criteria }, locale)

describe('a trial', () => {
  it.each([
    ['nothing', '', []],
    ['the form as it is shown', 'w.a=&as.a=must&w.b=20&as.b=developable-must', []],
    ['a weight', 'w.a=35&as.a=must', [{ criterionId: 'a', weight: 35 }]],
    ['a weight taken away', 'w.b=&as.b=developable-must', [{ criterionId: 'b', weight: null }]],
    ['a must that becomes a wish', 'as.a=scored', [{ criterionId: 'a', as: 'scored' }]],
    ['an equivalent', 'as.b=developable-must&eq.b=on', [{ criterionId: 'b', acceptEquivalent: true }]],
    ['what is no weight and no class', 'w.a=heavy&as.a=nonsense&w.b=400', []],
  ])('from %s', (_, query, expected) => {
    expect(read(query)).toEqual(expected)
  })

  it('reads figures as the reader writes them', () => {
    expect(read('w.a=12,5', 'fr')).toEqual([{ criterionId: 'a', weight: 12.5 }])
  })

  it('is filled into the form: dropped criteria are gone, the others keep what is not on trial', () => {
    const draft = {
      criteria: [
        { key: 'a', class: 'must', weight: '', requirements: [{ kind: 'parameter', acceptEquivalent: false }], others: [] },
        { key: 'b', class: 'developable-must', weight: '20', requirements: [requirement], others: [{ requirements: [requirement] }] },
      ],
    } as unknown as NeedDraft
    const filled = withTrial(draft, [
      { criterionId: 'a', as: 'dropped' },
      { criterionId: 'b', weight: null, acceptEquivalent: true },
    ])
    expect(filled.criteria).toEqual([
      {
        key: 'b',
        class: 'developable-must',
        weight: '',
        requirements: [{ kind: 'certificate', acceptEquivalent: true }],
        others: [{ requirements: [{ kind: 'certificate', acceptEquivalent: true }] }],
      },
    ])
  })

  it('cannot turn a ground for exclusion into a wish', () => {
    expect(classesFor({ class: 'exclusion' })).toEqual(['exclusion', 'dropped'])
  })
})
