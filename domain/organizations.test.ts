/** Members of an organization: which duties they hold, and why somebody must stay admin. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DUTIES, DUTIES_OF, dutiesHeld, leavesNoAdmin, MEMBER_ROLES, type Member, ORGANIZATION_KINDS, wrongDuty } from './organizations.ts'

const memberOf = fc.record({
  userId: fc.uuid(),
  role: fc.constantFrom(...MEMBER_ROLES),
  duties: fc.subarray([...DUTIES]),
})
const kindOf = fc.constantFrom(...ORGANIZATION_KINDS)

function admin(duties: Member['duties'] = []): Member {
  return { userId: 'admin', role: 'admin', duties }
}

function plain(duties: Member['duties'] = []): Member {
  return { userId: 'plain', role: 'member', duties }
}

describe('duties', () => {
  test.each(ORGANIZATION_KINDS)('of a %s are all held by its admins while nobody was given any', (kind) => {
    expect(dutiesHeld(admin(), [admin(), plain()], kind)).toEqual(DUTIES_OF[kind])
    expect(dutiesHeld(plain(), [admin(), plain()], kind)).toEqual([])
  })

  test('end for the admins with the first that is given to anybody', () => {
    expect(dutiesHeld(admin(), [admin(), plain(['buyer'])], 'lead-firm')).toEqual([])
    expect(dutiesHeld(plain(['buyer']), [admin(), plain(['buyer'])], 'lead-firm')).toEqual(['buyer'])
  })

  test('are never held by a plain member who was not given them', () => {
    fc.assert(
      fc.property(memberOf, fc.array(memberOf), kindOf, (member, others, kind) => {
        const held = dutiesHeld(member, [member, ...others], kind)
        return member.role === 'admin' || held.every((duty) => member.duties.includes(duty))
      }),
    )
  })

  test.each([
    ['lead-firm', ['buyer', 'finance'], 1],
    ['sme', ['officer'], 0],
    ['agency', ['officer', 'manager'], -1],
    ['sme', [], -1],
  ] as const)('of a %s among %j do not fit at %i', (kind, duties, at) => {
    expect(wrongDuty(kind, duties)).toBe(at)
  })
})

describe('the last admin', () => {
  test('is missed, another is not', () => {
    const second: Member = { userId: 'second', role: 'admin', duties: [] }
    expect(leavesNoAdmin('admin', [admin(), plain()])).toBe(true)
    expect(leavesNoAdmin('admin', [admin(), second])).toBe(false)
  })

  test('is missed exactly when the members who stay hold no admin', () => {
    fc.assert(
      fc.property(fc.array(memberOf, { minLength: 1 }), (members) => {
        const leaving = members[0]?.userId ?? ''
        const staying = members.filter((one) => one.userId !== leaving)
        return leavesNoAdmin(leaving, members) === staying.every((one) => one.role === 'member')
      }),
    )
  })
})
