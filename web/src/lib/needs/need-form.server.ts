/** The need form on the server: what it offers, what its buttons change, and what is finally sent to the API. */
import { fail } from '@sveltejs/kit'
import { type Answer, refusal, refuseFields } from '#lib/api/answer.ts'
import type { Concept, Parameter, StandardCard } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'
import { text, texts } from '#lib/api/form.ts'
import { conceptsIn, materialsIn, parametersOf, standardsIn } from '#lib/concepts.server.ts'
import type { NeedBody, NeedDraft } from '#lib/needs/draft.ts'
import { bodyOf } from '#lib/needs/draft-body.ts'
import { type CodeOf, draftFrom } from '#lib/needs/draft-form.ts'
import { newCriterion, shapeOf } from '#lib/needs/shapes.ts'
import { FAMILIES } from '#lib/profile/codes.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Locale } from '#words/locales.ts'

interface Reader {
  api: Api
  locale: Locale
}

interface Catalogue {
  concepts: ReadonlyMap<string, Concept>
  standards: ReadonlyMap<string, StandardCard>
  families: ReadonlyMap<string, readonly Parameter[]>
}

export type NeedForm = Awaited<ReturnType<typeof formOf>>
/** What a press on one of the form's own buttons hands back to the page. */
export interface Changed {
  changed: NeedForm
  /** The version that was being edited, should somebody save another meanwhile. */
  version: string | undefined
}

export async function catalogueOf({ api, locale }: Reader): Promise<Catalogue> {
  const [concepts, known, own, ...parameters] = await Promise.all([
    conceptsIn(api, locale),
    standardsIn(api),
    api.GET('/api/v1/standards', { params: { query: { own: true, limit: 100 } } }),
    ...['', ...FAMILIES].map((family) => parametersOf(api, family)),
  ])
  const standards = new Map([...known, ...(own.data?.items ?? []).map((one) => [one.code, one] as const)])
  return { concepts, standards, families: new Map(['', ...FAMILIES].map((family, at) => [family, parameters[at] ?? []])) }
}

export function allParameters({ families }: Catalogue): Parameter[] {
  return [...new Map([...families.values()].flat().map((one) => [one.code, one])).values()]
}

/** The form with all that it offers for the answers given so far. */
export async function formOf(reader: Reader, draft: NeedDraft, asked: { products?: string; processes?: string } = {}) {
  const catalogue = await catalogueOf(reader)
  const { concepts, standards, families } = catalogue
  const own = new Set(draft.processes.flatMap((code) => concepts.get(code)?.group ?? []))
  const [products, processes, materials, reviewers] = await Promise.all([
    suggested(reader, 'product', asked.products),
    suggested(reader, 'process', asked.processes),
    materialsIn(reader.api),
    reviewersIn(reader.api),
  ])
  const named = [...draft.products, ...draft.processes, ...draft.criteria.flatMap(codesIn), ...products, ...processes]
  return {
    draft,
    asked,
    found: { products, processes },
    names: Object.fromEntries(named.flatMap((code) => nameIn(catalogue, code))),
    standards: [...standards.values()]
      .filter(({ withdrawnOn }) => !withdrawnOn)
      .map(({ code, name, sectors }) => ({ code, name, sectors })),
    concepts: [...concepts.values()].filter(({ retired }) => !retired).map(({ kind, label }) => ({ kind, label })),
    materials,
    reviewers,
    parameters: allParameters(catalogue),
    /** Parameters by the family they are asked of: of the processes chosen, or of all while none is. */
    offered: FAMILIES.filter((family) => own.size === 0 || own.has(family)).map((family) => ({
      family,
      codes: (families.get(family) ?? []).filter(({ general }) => !general).map(({ code }) => code),
    })),
    general: (families.get('') ?? []).map(({ code }) => code),
  }
}

/** Agencies with a mandate of this lead firm: each may look at proposals first. */
async function reviewersIn(api: Api): Promise<{ value: string; label: string }[]> {
  const { data } = await api.GET('/api/v1/mandates', { params: { query: { standing: 'in-force', limit: 100 } } })
  return (data?.items ?? []).map(({ agency }) => ({ value: agency.id, label: agency.name }))
}

function codesIn({ requirements }: NeedDraft['criteria'][number]): string[] {
  return requirements.flatMap(({ code, within }) => [code, within]).filter((code) => code !== '')
}

function nameIn({ concepts, standards }: Catalogue, code: string): [string, string][] {
  const name = concepts.get(code)?.label ?? standards.get(code)?.name
  return name === undefined ? [] : [[code, name]]
}

async function suggested({ api, locale }: Reader, kind: 'product' | 'process', typed: string | undefined): Promise<string[]> {
  if (!typed) return []
  const { data } = await api.GET('/api/v1/concepts/suggest', { params: { query: { text: typed, kind, lang: locale, limit: 8 } } })
  return (data?.items ?? []).map(({ code }) => code)
}

function codeOfIn({ concepts, standards }: Catalogue): CodeOf {
  const same = (one: string, other: string) => one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0
  return (kind, typed) => {
    if (kind === 'standard') return [...standards.values()].find(({ code, name }) => code === typed || same(name, typed))?.code ?? typed
    return [...concepts.values()].find((one) => one.kind === kind && (one.code === typed || same(one.label, typed)))?.code ?? typed
  }
}

/** Adds what was chosen to be added, takes away what was to go, and looks up what was to be found. */
export async function change(reader: Reader, form: FormData): Promise<Changed> {
  const catalogue = await catalogueOf(reader)
  const draft = withAdded(draftFrom(form, codeOfIn(catalogue)), form, catalogue)
  const [act, at] = (text(form, 'act') ?? '').split('.')
  if (act === 'remove') draft.criteria.splice(Number(at), 1)
  if (act === 'up' && Number(at) > 0) draft.criteria.splice(Number(at) - 1, 0, ...draft.criteria.splice(Number(at), 1))
  const [products, processes] = [text(form, 'find.products'), text(form, 'find.processes')]
  return {
    changed: await formOf(reader, draft, { ...(products && { products }), ...(processes && { processes }) }),
    version: text(form, 'version'),
  }
}

/** `parameter:press-force:stamping` is the press force of a stamping process. */
function withAdded(draft: NeedDraft, form: FormData, catalogue: Catalogue): NeedDraft {
  const parameters = allParameters(catalogue)
  const [kind, code = '', within = ''] = (text(form, 'new') ?? '').split(':')
  const wanted = kind ? [{ kind: kind as 'parameter', code, within }] : []
  const certificates = texts(form, 'certificates').map((standard) => ({ kind: 'certificate' as const, code: standard, within: '' }))
  const added = [...certificates, ...wanted].map((one) => newCriterion(one, shapeOf(one, parameters)))
  return { ...draft, criteria: [...draft.criteria, ...added] }
}

/** Reads the form and sends it; a refusal comes back with every answer as it was typed. */
export async function save(reader: Reader, form: FormData, send: (body: NeedBody) => Promise<Answer<{ id: string }>>) {
  const catalogue = await catalogueOf(reader)
  const draft = withAdded(draftFrom(form, codeOfIn(catalogue)), form, catalogue)
  const words = await speakerOf(reader.locale)
  const parameters = allParameters(catalogue)
  const { body, faults } = bodyOf(draft, {
    words,
    nameOf: (code) => catalogue.concepts.get(code)?.label ?? catalogue.standards.get(code)?.name ?? code,
    knows: (code) => catalogue.concepts.has(code) || catalogue.standards.has(code),
    shapeOf: (requirement) => shapeOf(requirement, parameters),
  })
  const answer = Object.keys(faults).length > 0 ? null : await send(body)
  if (answer?.data) return { saved: answer.data }
  const refused = answer ? refusal(answer, form) : refuseFields(form, faults)
  const fields = Object.fromEntries(Object.entries(refused.data.fields).map(([name, fault]) => [name.replace(LISTED, '$1'), fault]))
  return {
    refused: fail(refused.status, { ...refused.data, fields, changed: await formOf(reader, draft), version: text(form, 'version') }),
  }
}

/** A fault of one entry of a list stands beside the list. */
const LISTED = /^(products|processes|countriesAccepted|.*\.values)\.\d+$/
