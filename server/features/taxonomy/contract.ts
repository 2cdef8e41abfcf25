/** What the API says about the thesaurus of processes and products, and about the official code lists that were imported. */
import { type Static, Type } from 'typebox'
import type { ClassificationScheme } from '../../../domain/classification.ts'
import { PARAMETER_TYPES } from '../../../domain/parameters.ts'
import { CONCEPT_LANGUAGES } from '../../../domain/taxonomy-words.ts'
import { Closed, Code, Language, Line, NoContent, Nullable, OneOf, PageQuery, refusals } from '../../shapes.ts'

const tags = ['taxonomy']
const reads = { permission: 'taxonomy.read' } as const
const Kind = OneOf(['process', 'product'] as const)
const Lang = Type.Optional(OneOf(CONCEPT_LANGUAGES))
const SCHEMES = ['cpv', 'hs', 'isic', 'unspsc'] as const satisfies readonly ClassificationScheme[]
const OfficialCode = Type.String({ maxLength: 10, pattern: '^[0-9A-Z]+$' })

export const ConceptView = Closed({
  code: Type.String(),
  kind: Kind,
  group: Type.String(),
  parent: Nullable(Type.String()),
  label: Type.String(),
  /** Given up by the thesaurus: still shown where it stands, no longer offered. */
  retired: Type.Boolean(),
})
export type ConceptView = Static<typeof ConceptView>

export const ConceptHit = Closed({ ...ConceptView.properties, score: Type.Number(), matched: Type.String() })
export type ConceptHit = Static<typeof ConceptHit>

export const ClassificationCodeView = Closed({
  code: Type.String(),
  parent: Nullable(Type.String()),
  labels: Type.Record(Type.String(), Type.String()),
  hasBelow: Type.Boolean(),
})
export type ClassificationCodeView = Static<typeof ClassificationCodeView>

export const CodeHit = Closed({
  code: Type.String(),
  labels: Type.Record(Type.String(), Type.String()),
  /** 1 for the surest. */
  score: Type.Number(),
})
export type CodeHit = Static<typeof CodeHit>

/** What is asked of a process: how its value is written, in which unit, and whether more or less of it serves more. */
export const ParameterView = Closed({
  code: Type.String(),
  type: OneOf(PARAMETER_TYPES),
  unit: Type.String(),
  /** All units a form may offer for it, its own first. */
  units: Type.Array(Type.String()),
  direction: Nullable(OneOf(['at-least', 'at-most'] as const)),
  values: Type.Array(Type.String()),
  /** The values run from the least to the most demanding one. */
  ordered: Type.Boolean(),
  /** Asked of every process, not of this family alone. */
  general: Type.Boolean(),
})
export type ParameterView = Static<typeof ParameterView>

export const MaterialView = Closed({ code: Type.String(), parent: Nullable(Type.String()) })
export type MaterialView = Static<typeof MaterialView>

export const listConcepts = {
  config: reads,
  schema: {
    operationId: 'listConcepts',
    tags,
    headers: Type.Object({ 'if-none-match': Type.Optional(Type.String({ maxLength: 200 })) }),
    querystring: Closed({ kind: Type.Optional(Kind), group: Type.Optional(Code), lang: Lang }),
    response: { 200: Closed({ items: Type.Array(ConceptView) }), 304: NoContent, ...refusals },
  },
} as const
export const suggestConcepts = {
  config: reads,
  schema: {
    operationId: 'suggestConcepts',
    tags,
    querystring: Closed({
      text: Line(500, 1),
      kind: Type.Optional(Kind),
      lang: Lang,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 25, default: 8 })),
    }),
    response: { 200: Closed({ items: Type.Array(ConceptHit) }), ...refusals },
  },
} as const
export const listClassificationCodes = {
  config: reads,
  schema: {
    operationId: 'listClassificationCodes',
    tags,
    params: Closed({ scheme: OneOf(SCHEMES) }),
    querystring: Closed({ ...PageQuery, parent: Type.Optional(OfficialCode), q: Type.Optional(Line(80)), lang: Lang }),
    response: { 200: Closed({ items: Type.Array(ClassificationCodeView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const suggestClassificationCodes = {
  config: reads,
  schema: {
    operationId: 'suggestClassificationCodes',
    tags,
    params: Closed({ scheme: OneOf(['cpv'] as const) }),
    querystring: Closed({
      title: Line(500, 1),
      /** The beginning of a long one tells the trade. */
      description: Type.Optional(Line(1_500)),
      /** Of the text; labels come in all languages. */
      language: Type.Optional(Language),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 25, default: 5 })),
    }),
    response: { 200: Closed({ items: Type.Array(CodeHit) }), ...refusals },
  },
} as const
export const listParameters = {
  config: reads,
  schema: {
    operationId: 'listParameters',
    tags,
    querystring: Closed({ family: Type.Optional(Code) }),
    response: { 200: Closed({ items: Type.Array(ParameterView) }), ...refusals },
  },
} as const
export const listMaterials = {
  config: reads,
  schema: { operationId: 'listMaterials', tags, response: { 200: Closed({ items: Type.Array(MaterialView) }), ...refusals } },
} as const
