/** Who may do what kind of thing: the permission model held against the table of the trust reference. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, may, PERMISSION_NAMES, type Permission, VISITOR } from './actor.ts'
import { DUTIES, DUTIES_OF, type Duty, type MemberRole, ORGANIZATION_KINDS, type OrganizationKind } from './organizations.ts'

function person(kind: OrganizationKind | null, role: MemberRole | null = 'member', duties: readonly Duty[] = []): Actor {
  return { ...VISITOR, userId: 'somebody', organizationId: kind && 'organization', kind, role, duties }
}

const actorOf = fc.record({
  kind: fc.constantFrom(null, ...ORGANIZATION_KINDS),
  role: fc.constantFrom<MemberRole>('admin', 'member'),
  duties: fc.subarray([...DUTIES]),
  platformAdmin: fc.boolean(),
})
const permissionOf = fc.constantFrom(...PERMISSION_NAMES)

describe('a visitor', () => {
  const open = PERMISSION_NAMES.filter((permission) => may(VISITOR, permission) === null)

  test('may sign up and in, and read what is public; nothing that writes for an organization', () => {
    expect(open).toEqual(expect.arrayContaining(['account.sign-up', 'account.sign-in', 'directory.read', 'standard.read']))
    expect(open.filter((one) => /\.(edit|publish|members|own|decide|check|use|approve|create|audit)$/.test(one))).toEqual([])
  })

  test('is asked to sign in for everything else', () => {
    for (const permission of PERMISSION_NAMES) if (!open.includes(permission)) expect(may(VISITOR, permission)).toBe('not-signed-in')
  })
})

test.each<[string, Actor, Permission, 'forbidden' | null]>([
  ['a buyer writes needs', person('lead-firm', 'member', ['buyer']), 'need.edit', null],
  ['a buyer does not publish them', person('lead-firm', 'member', ['buyer']), 'need.publish', 'forbidden'],
  ['an approver publishes them', person('lead-firm', 'member', ['approver']), 'need.publish', null],
  ['a lead firm member without duty only looks', person('lead-firm'), 'need.own', null],
  ['a lead firm member without duty does not write', person('lead-firm'), 'need.edit', 'forbidden'],
  ['a lead firm sees proposals', person('lead-firm'), 'proposal.read', null],
  ['an SME never sees proposals: they rank its competitors', person('sme', 'admin', DUTIES_OF.sme), 'proposal.read', 'forbidden'],
  ['an agency writes no needs', person('agency', 'admin', ['officer', 'manager']), 'need.edit', 'forbidden'],
  ['an SME member drafts the profile', person('sme'), 'profile.edit', null],
  ['an SME member does not publish it', person('sme'), 'profile.publish', 'forbidden'],
  ['an SME admin publishes it', person('sme', 'admin'), 'profile.publish', null],
  ['an officer decides claims', person('agency', 'member', ['officer']), 'claim.decide', null],
  ['an agency admin without duty does not', person('agency', 'admin'), 'claim.decide', 'forbidden'],
  ['a duty of another kind of organization gives nothing', person('sme', 'admin', ['officer']), 'claim.decide', 'forbidden'],
  [
    'a plain member does not manage members',
    person('lead-firm', 'member', ['buyer', 'quality', 'approver']),
    'organization.members',
    'forbidden',
  ],
  ['somebody without organization may found one', person(null, null), 'organization.create', null],
  ['the platform administrator acts for no organization', { ...person(null, null), platformAdmin: true }, 'organization.edit', 'forbidden'],
  ['an admin of an organization is no platform administrator', person('agency', 'admin', ['manager']), 'platform.read', 'forbidden'],
])('%s', (_name, actor, permission, expected) => {
  expect(may(actor, permission)).toBe(expected)
})

test('more duties never take a permission away', () => {
  fc.assert(
    fc.property(actorOf, fc.subarray([...DUTIES]), permissionOf, (has, more, permission) => {
      const actor = { ...person(has.kind, has.role, has.duties), platformAdmin: has.platformAdmin }
      const richer = { ...actor, duties: [...actor.duties, ...more] }
      return may(actor, permission) !== null || may(richer, permission) === null
    }),
  )
})

test('an admin may whatever a plain member with the same duties may', () => {
  fc.assert(
    fc.property(actorOf, permissionOf, ({ kind, duties }, permission) => {
      return may(person(kind, 'member', duties), permission) !== null || may(person(kind, 'admin', duties), permission) === null
    }),
  )
})

test('every permission can be used by somebody', () => {
  const everybody = [
    VISITOR,
    { ...person(null, null), platformAdmin: true },
    ...ORGANIZATION_KINDS.map((kind) => person(kind, 'admin', DUTIES_OF[kind])),
  ]
  expect(PERMISSION_NAMES.filter((permission) => !everybody.some((actor) => may(actor, permission) === null))).toEqual([])
})
