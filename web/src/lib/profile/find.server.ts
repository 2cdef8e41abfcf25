/** What a button of a profile's form adds: an empty item, or one about a concept that was looked for and chosen. */
import type { RequestEvent } from '@sveltejs/kit'
import { text } from '#lib/api/form.ts'
import { conceptsIn } from '#lib/concepts.server.ts'
import type { Draft } from '#lib/profile/drafts.ts'

type Locals = RequestEvent['locals']
type Reader = Pick<Locals, 'api' | 'locale'>

/** What was looked for, and the concepts to choose from. */
export interface Find {
  text: string
  family: string
  hits: { code: string; label: string; group: string }[]
}

/** A new item, something to choose from, or null where the button pressed asks for neither. */
export type Adder = (locals: Locals, form: FormData, act: string) => Promise<{ item: Draft } | { find: Find } | null>

/** Adds an item straight away; null where the form misses what it is made of. */
export function blankAdder(blank: (form: FormData) => Draft): Adder {
  return async (_locals, form, act) => (act === 'add' ? { item: blank(form) } : null)
}

interface Choice {
  kind: 'process' | 'product'
  item: (chosen: { code: string; label: string; group: string }, typed: string) => Draft
}

/**
 * Looks for concepts by the words typed or by the family chosen, and adds the one that was picked.
 * Words that were typed and not yet looked for are looked for even when the form is being saved: they are not lost.
 */
export function conceptAdder({ kind, item }: Choice): Adder {
  return async (locals, form, act) => {
    const asked = askedIn(form)
    const { typed, family, code } = asked
    // A product may stand in the firm's own words alone.
    const isChosen = code !== '' || (kind === 'product' && typed !== '')
    if (act === 'add' && isChosen) return { item: item(await chosenOne(locals, code), typed) }
    if (act !== 'find' && act !== 'add' && !asked.isPending) return null
    return { find: { text: typed, family, hits: await lookFor(locals, { kind, typed, family }) } }
  }
}

async function chosenOne({ api, locale }: Reader, code: string) {
  const { label = '', group = '' } = (await conceptsIn(api, locale)).get(code) ?? {}
  return { code, label, group }
}

function askedIn(form: FormData) {
  const [typed = '', family = '', looked = '|', code = ''] = ['text', 'family', 'looked', 'choice'].map((name) =>
    text(form, `find.${name}`),
  )
  return { typed, family, code, isPending: `${typed}|${family}` !== looked }
}

async function lookFor({ api, locale }: Reader, { kind, typed, family }: { kind: Choice['kind']; typed: string; family: string }) {
  const query = { text: typed, kind, lang: locale, limit: 12 } as const
  const hits = typed === '' ? [] : ((await api.GET('/api/v1/concepts/suggest', { params: { query } })).data?.items ?? [])
  const ofFamily = family === '' ? hits : hits.filter(({ group }) => group === family)
  const offered = ofFamily.length > 0 || family === '' ? ofFamily : await wholeFamily({ api, locale }, kind, family)
  return offered.map(({ code, label, group }) => ({ code, label, group }))
}

async function wholeFamily({ api, locale }: Reader, kind: Choice['kind'], family: string) {
  const concepts = await conceptsIn(api, locale)
  return [...concepts.values()].filter((one) => one.kind === kind && one.group === family && !one.retired)
}
