/** The first line of every use case: may this actor do this, to this subject? */
import { type Actor, may, type Permission } from '../domain/actor.ts'
import { DeniedError, NotFoundError, VersionError } from './errors.ts'

/** A subject belongs to one organization or to a few parties. */
export interface Subject {
  organizationId?: string | null
  parties?: readonly string[]
}

/**
 * Throws unless the actor holds the permission and, when a subject is named, belongs to it.
 * A subject that is missing or another's answers as if it did not exist.
 */
export function requireMay(actor: Actor, permission: Permission): void
export function requireMay<S extends Subject>(actor: Actor, permission: Permission, subject: S | undefined): asserts subject is S
export function requireMay(actor: Actor, permission: Permission, ...subjects: [Subject?]): void {
  const denial = may(actor, permission)
  if (denial) throw new DeniedError(denial)
  if (subjects.length > 0 && !belongsTo(actor, subjects[0])) throw new NotFoundError()
}

function belongsTo(actor: Actor, subject: Subject | undefined): boolean {
  if (!subject || !actor.organizationId) return false
  return subject.organizationId === actor.organizationId || (subject.parties ?? []).includes(actor.organizationId)
}

/** The acting organization of somebody who passed {@link requireMay}. */
export function actingFor(actor: Actor): { userId: string; organizationId: string } {
  if (!actor.userId || !actor.organizationId) throw new DeniedError('not-signed-in')
  return { userId: actor.userId, organizationId: actor.organizationId }
}

/** Refuses a write that was made on an older version than the one that stands (RFC 9110 If-Match). */
export function requireVersion(subject: { version: number }, version: number | null): void {
  if (version === null) throw new VersionError(true)
  if (version !== subject.version) throw new VersionError(false)
}
