/** Who of an organization hears a topic, and that every topic has its place. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupOf, groupsFor, hearersOf, isUrgent, NOTICE_GROUPS, NOTICE_TOPICS, topicsOf } from './notices.ts'
import { DUTIES_OF, type Member, ORGANIZATION_KINDS } from './organizations.ts'

const admin: Member = { userId: 'admin', role: 'admin', duties: [] }
const plain: Member = { userId: 'plain', role: 'member', duties: [] }
const buyer: Member = { userId: 'buyer', role: 'member', duties: ['buyer'] }
const quality: Member = { userId: 'quality', role: 'member', duties: ['quality'] }
const names = (members: readonly Member[]) => members.map((one) => one.userId)

describe('a topic', () => {
  it('stands in one group, and every group but the opportunities has topics', () => {
    expect(NOTICE_GROUPS.flatMap(topicsOf).sort()).toEqual([...NOTICE_TOPICS].sort())
    expect(NOTICE_GROUPS.filter((group) => topicsOf(group).length === 0)).toEqual(['opportunities'])
    expect(groupOf('nda-to-sign')).toBe('documents')
  })

  it('is urgent only where the morning is too late', () => {
    expect(NOTICE_TOPICS.filter(isUrgent)).toEqual(['mandate-withdrawn', 'meeting-changed', 'meeting-cancelled'])
  })

  it('of the opportunities concerns SMEs alone', () => {
    expect(groupsFor('sme')).toContain('opportunities')
    expect(groupsFor('agency')).not.toContain('opportunities')
  })
})

describe('of a lead firm', () => {
  it('whoever holds the duty hears it', () => {
    expect(names(hearersOf('offer-submitted', 'lead-firm', [admin, plain, buyer, quality]))).toEqual(['buyer'])
    expect(names(hearersOf('visit-report', 'lead-firm', [admin, plain, buyer, quality]))).toEqual(['quality'])
  })

  it('the admins hear it where nobody holds the duty', () => {
    expect(names(hearersOf('mandate-asked', 'lead-firm', [admin, plain, buyer]))).toEqual(['admin'])
    expect(names(hearersOf('offer-submitted', 'lead-firm', [admin, plain]))).toEqual(['admin'])
  })
})

it('of an SME everybody hears it', () => {
  expect(names(hearersOf('feedback-given', 'sme', [admin, plain]))).toEqual(['admin', 'plain'])
})

it('an organization with an admin never misses a topic, and nobody outside it hears one', () => {
  const members = (kind: (typeof ORGANIZATION_KINDS)[number]) =>
    fc.array(fc.record({ role: fc.constantFrom('admin' as const, 'member' as const), duties: fc.subarray([...DUTIES_OF[kind]]) }), {
      maxLength: 6,
    })
  const asked = fc
    .constantFrom(...ORGANIZATION_KINDS)
    .chain((kind) => fc.tuple(fc.constant(kind), fc.constantFrom(...NOTICE_TOPICS), members(kind)))
  fc.assert(
    fc.property(asked, ([kind, topic, others]) => {
      const all: Member[] = [admin, ...others.map((one, at) => ({ userId: `m${at}`, ...one }))]
      const hearers = hearersOf(topic, kind, all)
      expect(hearers.length).toBeGreaterThan(0)
      expect(hearers.every((one) => all.includes(one))).toBe(true)
    }),
  )
})
