/** What the API hears and says about the supplier directory: words, facets, pages of public cards. */
import { type Static, Type } from 'typebox'
import { Closed, Country, Id, Line, Nullable, OneOf, PageQuery, refusals } from '../../shapes.ts'

const tags = ['directory']
const Some = (pattern: string) => Type.Optional(Type.Array(Type.String({ maxLength: 80, pattern }), { maxItems: 20 }))
const CODE = '^[a-z0-9][a-z0-9.-]*$'

/** A public card: who, where, what; an unclaimed firm says on which list it stands. */
const SupplierCard = Closed({
  organizationId: Id,
  name: Type.String(),
  country: Type.String(),
  region: Type.String(),
  city: Type.String(),
  sector: Type.String(),
  headline: Type.String(),
  products: Type.Array(Type.String()),
  processes: Type.Array(Type.String()),
  standards: Type.Array(Type.String()),
  claimed: Type.Boolean(),
  listName: Type.String(),
})
export type SupplierCard = Static<typeof SupplierCard>
const Facet = Type.Array(Closed({ code: Type.String(), count: Type.Integer() }))

export const DirectoryView = Closed({
  total: Type.Integer(),
  /** No firm has all the words: those with the most are shown. */
  relaxed: Type.Boolean(),
  items: Type.Array(SupplierCard),
  facets: Closed({ country: Facet, sector: Facet, process: Facet, standard: Facet, state: Facet }),
  next: Nullable(Type.String()),
})
export type DirectoryView = Static<typeof DirectoryView>

export const searchSuppliers = {
  config: { permission: 'directory.read' },
  schema: {
    operationId: 'searchSuppliers',
    tags,
    querystring: Closed({
      ...PageQuery,
      text: Type.Optional(Line(200)),
      lang: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
      country: Type.Optional(Type.Array(Country, { maxItems: 20 })),
      sector: Some('^[a-z-]+$'),
      process: Some(CODE),
      standard: Some(CODE),
      state: Type.Optional(Type.Array(OneOf(['claimed', 'unclaimed'] as const), { maxItems: 2 })),
    }),
    response: { 200: DirectoryView, ...refusals },
  },
} as const
export const suggestSuppliers = {
  config: { permission: 'directory.read' },
  schema: {
    operationId: 'suggestSuppliers',
    tags,
    querystring: Closed({ text: Line(100, 2), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 8 })) }),
    response: { 200: Closed({ items: Type.Array(Closed({ organizationId: Id, name: Type.String() })) }), ...refusals },
  },
} as const
