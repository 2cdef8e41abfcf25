/** Loading and saving one step of a profile: what every step of it shares. */
import { type ActionFailure, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import type { Parameter, Profile, Supplier } from '#lib/api/answers.ts'
import { type Answer, type FieldError, need, type Refusal, refusal } from '#lib/api/answer.ts'
import { ifMatch, text, ticked } from '#lib/api/form.ts'
import { conceptsIn, namesOf, parametersOf } from '#lib/concepts.server.ts'
import { type Draft, type Reading, readItems, valuesOf } from '#lib/profile/drafts.ts'
import { type Find, findConcepts, readFind } from '#lib/profile/find.server.ts'
import { hrefAfter, type Section } from '#lib/profile/steps.ts'

type Locals = RequestEvent['locals']

/** The own profile with what its readers see of it; a firm without one begins at the overview. */
export async function loadSection(locals: Locals) {
  const answer = await locals.api.GET('/api/v1/profile')
  if (answer.response.status === 404) redirect(303, '/profile')
  const profile = need(answer)
  const seen = need(await locals.api.GET('/api/v1/profile/preview', { params: { query: { as: 'registered' } } }))
  return { profile, seen, names: await namesOf(locals.api, locals.locale, codesIn(profile)), units: await unitsOf(locals, profile) }
}

/** Codes of concepts and standards that a profile, or what others see of it, speaks of. */
export function codesIn({ products = [], processes = [], certificates = [], capacities = [], references = [] }: Partial<Profile> | Supplier) {
  const concepts = [
    ...products.map(({ product }) => product),
    ...processes.map(({ process }) => process),
    ...capacities.map(({ concept }) => concept),
    ...references.map(({ concept }) => concept),
  ]
  const standards = certificates.flatMap(({ standard, scope = [] }) => [standard, ...scope])
  return [...concepts, ...standards].filter((code) => code !== null && code !== undefined)
}

/** The units of those parameters that a profile gives values for. */
export async function unitsOf(locals: Locals, { processes = [] }: { processes?: readonly { process?: string }[] }) {
  const definitions = await definitionsFor(
    locals,
    processes.flatMap(({ process }) => process ?? []),
  )
  return Object.fromEntries([...definitions.values()].flat().map(({ code, unit }) => [code, unit]))
}

/** What is asked of each of these processes, by its code. */
export async function definitionsFor({ api, locale }: Locals, processes: readonly string[]): Promise<Map<string, readonly Parameter[]>> {
  const concepts = await conceptsIn(api, locale)
  const pairs = processes.map(async (code) => [code, await parametersOf(api, concepts.get(code)?.group ?? '')] as const)
  return new Map(await Promise.all(pairs))
}

/** A step's form as it comes back: what was typed and not saved yet, and what was refused. */
export interface SectionForm {
  refusal: Refusal | null
  items: Draft[]
  complete: boolean
  did: 'added' | 'removed' | 'found' | 'refused'
  find: Find | null
}

interface Saving {
  section: Section
  /** Reads the items, notes what it cannot read, and asks the API. */
  save: (items: Reading[], complete: boolean, headers: { 'if-match': string }) => Promise<Answer<unknown>>
  /** What the form looks for: the kind of concept, and how one becomes an item. */
  find?: { kind: 'process' | 'product'; item: (code: string, typed: string, label: string) => Draft }
  /** An item that a button adds straight away. */
  blank?: (form: FormData) => Draft | null
  /** Names of inputs that stand for the n-th part of an answer. */
  rename?: (field: string, items: readonly Draft[]) => string
}

/** The one action of a step of many items: `do` says which button was pressed. */
export async function saveItems({ request, locals }: RequestEvent, saving: Saving): Promise<SectionForm | ActionFailure<SectionForm>> {
  const form = await request.formData()
  const items = readItems(form)
  const complete = ticked(form, 'complete')
  const act = text(form, 'do') ?? 'next'
  const back = (did: SectionForm['did'], changed: Draft[], find: Find | null = null): SectionForm => ({
    refusal: null,
    items: changed,
    complete,
    did,
    find,
  })
  const [, out] = /^remove\.(\d+)$/.exec(act) ?? []
  if (out !== undefined) return back('removed', items.toSpliced(Number(out), 1))
  const found = await lookFor(locals, form, saving, act)
  if (found && 'added' in found) return back('added', [...items, found.added])
  if (found) return back('found', items, found)
  const faults: Record<string, FieldError> = {}
  const asked = items.map((draft, at) => ({ draft, locale: locals.locale, prefix: `items.${at}.`, faults }))
  const answer = await checked(faults, () => saving.save(asked, complete, ifMatch(form)))
  if (answer?.response.ok) redirect(303, `${act === 'later' ? '/profile' : hrefAfter(saving.section)}?done=saved`)
  const refused = answer ? refusal(answer, form).data : { problem: { code: 'invalid', status: 422 }, fields: faults, values: {} }
  return fail(refused.problem.status, { ...back('refused', items), refusal: named(refused, items, saving.rename) })
}

/** The API is asked only where everything could be read; reading happens inside `save`, before its request. */
async function checked(faults: Record<string, FieldError>, save: () => Promise<Answer<unknown>>): Promise<Answer<unknown> | null> {
  const asking = save()
  const answer = await asking
  return Object.keys(faults).length > 0 ? null : answer
}
