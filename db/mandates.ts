/** Mandates in force and what they cover, as conditions in SQL: lists that an agency reads ask them of the very rows they page through. */
import { and, eq, gte, lte, type SQL, sql } from 'drizzle-orm'
import { mandates } from './schema/mandates.ts'
import { sourcingNeeds } from './schema/sourcing.ts'

/** The rule of `isInForce` in domain/mandates.ts. */
export function inForceAt(at: Date): SQL | undefined {
  return and(eq(mandates.state, 'given'), lte(mandates.startsAt, at), gte(mandates.endsAt, at))
}

/** The rule of `coversNeed` in domain/mandates.ts, for the need of the joined row. */
export function coversJoinedNeed(): SQL {
  return sql`(${mandates.scope} = 'all'
    or (${mandates.scope} = 'needs' and ${sourcingNeeds.id} = any(${mandates.needIds}))
    or (${mandates.scope} = 'sectors' and ${sourcingNeeds.sector} <> '' and ${sourcingNeeds.sector} = any(${mandates.sectors})))`
}
