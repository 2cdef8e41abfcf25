/** Loading and saving one step of a profile: what every step of it shares. */
import { type ActionFailure, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { type Answer, type FieldError, need, type Refusal, refusal, refuseFields } from '#lib/api/answer.ts'
import type { Parameter, Profile, Supplier } from '#lib/api/answers.ts'
import { ifMatch, text, texts, ticked } from '#lib/api/form.ts'
import { conceptsIn, namesOf, parametersOf } from '#lib/concepts.server.ts'
import { type Draft, type Reading, readItems, valuesOf } from '#lib/profile/drafts.ts'
import type { Adder, Find } from '#lib/profile/find.server.ts'
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
export function codesIn({
  products = [],
  processes = [],
  certificates = [],
  capacities = [],
  references = [],
}: Partial<Profile> | Supplier) {
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

interface Saving<Item> {
  section: Section
  /** Adds an item, or looks for what to add, where the button pressed asks for that. */
  add: Adder
  /** Reads the items and notes what it cannot read. */
  read: (items: Reading[]) => Promise<Item[]> | Item[]
  save: (items: Item[], complete: boolean, headers: { 'if-match': string }) => Promise<Answer<unknown>>
  /** Names the input that the API's pointer means, where they differ. */
  inputOf?: (field: string, sent: readonly Item[]) => string
}

/** The one action of a step of many items: `do` says which button was pressed. */
export async function saveItems<Item>(
  { request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
  saving: Saving<Item>,
): Promise<SectionForm | ActionFailure<SectionForm>> {
  const form = await request.formData()
  const act = text(form, 'do') ?? 'next'
  const typed = { items: readItems(form), complete: ticked(form, 'complete') }
  const unsaved = await changedOnly(locals, form, { act, typed, add: saving.add })
  if (unsaved) return unsaved
  const faults: Record<string, FieldError> = {}
  const sent = await saving.read(typed.items.map((draft, at) => ({ draft, locale: locals.locale, prefix: `items.${at}.`, faults })))
  if (Object.keys(faults).length > 0) return refused(typed, refuseFields(form, faults))
  const answer = await saving.save(sent, typed.complete, ifMatch(form))
  if (answer.response.ok) redirect(303, `${act === 'later' ? '/profile' : hrefAfter(saving.section)}?done=saved`)
  return refused(typed, refusal(answer, form), (field) => saving.inputOf?.(field, sent) ?? field)
}

type Typed = Pick<SectionForm, 'items' | 'complete'>

/** An item taken out or added, or something to choose from: shown, and saved only with the next button. */
async function changedOnly(
  locals: Locals,
  form: FormData,
  { act, typed, add }: { act: string; typed: Typed; add: Adder },
): Promise<SectionForm | null> {
  const back = { ...typed, refusal: null, find: null }
  const [, out] = /^remove\.(\d+)$/.exec(act) ?? []
  if (out !== undefined) return { ...back, items: typed.items.toSpliced(Number(out), 1), did: 'removed' }
  const done = await add(locals, form, act)
  if (!done) return null
  return 'item' in done ? { ...back, items: [...typed.items, done.item], did: 'added' } : { ...back, find: done.find, did: 'found' }
}

function refused(typed: Typed, failure: ActionFailure<Refusal>, inputOf: (field: string) => string = (field) => field) {
  const { problem, fields } = failure.data
  const named = Object.fromEntries(Object.entries(fields).map(([field, error]) => [withoutPart(inputOf(field)), error]))
  return fail(failure.status, {
    ...typed,
    refusal: { problem, fields: named, values: valuesOf(typed.items) },
    did: 'refused' as const,
    find: null,
  })
}

/** The third tick of a group is answered for by the group: `items.0.siteIds.2` is the input `items.0.siteIds`. */
export function withoutPart(field: string): string {
  return field.replace(/\.\d+$/, '')
}

interface SavingOne<Body> {
  section: Section
  read: (asked: Reading, complete: boolean) => Body
  save: (body: Body, headers: { 'if-match': string }) => Promise<Answer<unknown>>
}

/** The one action of a step that is a single sheet. */
export async function saveSheet<Body>(
  { request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
  { section, read, save }: SavingOne<Body>,
): Promise<ActionFailure<Refusal>> {
  const form = await request.formData()
  const draft = Object.fromEntries([...new Set(form.keys())].map((name) => [name, texts(form, name)]))
  const faults: Record<string, FieldError> = {}
  const body = read({ draft, locale: locals.locale, prefix: '', faults }, ticked(form, 'complete'))
  if (Object.keys(faults).length > 0) return refuseFields(form, faults)
  const answer = await save(body, ifMatch(form))
  if (answer.response.ok) redirect(303, `${text(form, 'do') === 'later' ? '/profile' : hrefAfter(section)}?done=saved`)
  const failure = refusal(answer, form)
  const fields = Object.fromEntries(Object.entries(failure.data.fields).map(([field, error]) => [withoutPart(field), error]))
  return fail(failure.status, { ...failure.data, fields })
}
