/** What the API hears and says about imported firms that somebody claims as his own, or wants removed. */
import { type Static, Type } from 'typebox'
import { Closed, Id, IfMatch, Instant, Line, NoContent, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['claims']
const orgParams = Closed({ organizationId: Id })

export const ClaimView = Closed({
  id: Id,
  kind: OneOf(['claim', 'removal'] as const),
  organizationId: Id,
  firm: Type.String(),
  place: Type.String(),
  contact: Type.String(),
  message: Type.String(),
  state: OneOf(['open', 'granted', 'refused'] as const),
  createdAt: Instant,
  version: Version,
})

export type ClaimView = Static<typeof ClaimView>

export const askForClaim = {
  config: { permission: 'claim.ask' },
  schema: {
    operationId: 'askForClaim',
    tags,
    params: orgParams,
    body: Closed({ message: Text(1000), byCode: Type.Boolean() }),
    response: { 202: Closed({ way: OneOf(['officer', 'code'] as const) }), ...refusals },
  },
} as const
export const useClaimCode = {
  config: { permission: 'claim.ask' },
  schema: {
    operationId: 'useClaimCode',
    tags,
    params: orgParams,
    body: Closed({ code: Line(40, 6) }),
    response: { 200: Closed({ organizationId: Id }), ...refusals },
  },
} as const
export const askForRemoval = {
  config: { permission: 'removal.ask' },
  schema: {
    operationId: 'askForRemoval',
    tags,
    params: orgParams,
    body: Closed({ contact: Line(200, 3), message: Text(1000) }),
    response: { 202: NoContent, ...refusals },
  },
} as const
export const listClaims = {
  config: { permission: 'claim.decide' },
  schema: {
    operationId: 'listClaims',
    tags,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(ClaimView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const decideClaim = {
  config: { permission: 'claim.decide' },
  schema: {
    operationId: 'decideClaim',
    tags,
    headers: IfMatch,
    params: Closed({ claimId: Id }),
    body: Closed({ grant: Type.Boolean() }),
    response: { 200: ClaimView, ...refusals },
  },
} as const
