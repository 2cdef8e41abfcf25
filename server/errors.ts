/** The three kinds of failure a use case knows: refused, not found, or input that does not fit; everything else is a fault. */
import type { Denial } from '../domain/actor.ts'
import type { Refusal } from '../domain/decision.ts'

/** One field that does not fit: JSON pointer, code and params of the sentence beside it. */
export interface FieldError {
  field: string
  code: string
  params?: Record<string, string | number>
}

/** A rule of the domain said no. 409 unless the status says otherwise. */
export class RefusedError extends Error {
  readonly refusal: Refusal
  readonly status: number
  constructor(refusal: Refusal, status = 409) {
    super(refusal.message)
    this.refusal = refusal
    this.status = status
  }
}

/** Missing, or something the actor may not know of: the same answer for both. */
export class NotFoundError extends Error {}

/** Nobody is signed in, or the role does not carry the permission. */
export class DeniedError extends Error {
  readonly denial: Denial
  constructor(denial: Denial) {
    super(denial === 'not-signed-in' ? 'Sign in first.' : 'Your role does not carry this.')
    this.denial = denial
  }
}

/** The input has the right shape but does not fit; each error names its field. */
export class InvalidError extends Error {
  readonly errors: FieldError[]
  constructor(errors: FieldError[]) {
    super('Some answers need a look.')
    this.errors = errors
  }
}

/** Somebody was faster (412), or no version was sent (428). */
export class VersionError extends Error {
  readonly missing: boolean
  constructor(missing: boolean) {
    super(missing ? 'Send the version you read in If-Match.' : 'Somebody changed this since you read it.')
    this.missing = missing
  }
}

/** Too many tries; the seconds to wait are told. */
export class TooManyError extends Error {
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super('Too many tries.')
    this.retryAfter = retryAfter
  }
}
