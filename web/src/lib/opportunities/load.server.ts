/** Reads opportunities with the needs they are about, and puts them into the reader's words. */
import type { RequestEvent } from '@sveltejs/kit'
import type { OpenNeed, Opportunity } from '#lib/api/answers.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesOf } from '#lib/needs/codes.ts'
import { codesIn } from '#lib/needs/proposals.ts'
import { type ToldOpportunity, tellOpportunity } from '#lib/opportunities/told.ts'
import { speakerOf } from '#lib/words.server.ts'

type Locals = RequestEvent['locals']

/** The need as everyone reads it; null when it is open no more. */
export async function openNeed({ api }: Locals, needId: string): Promise<OpenNeed | null> {
  return (await api.GET('/api/v1/open-needs/{needId}', { params: { path: { needId } } })).data ?? null
}

export async function tellAll(locals: Locals, items: readonly Opportunity[]): Promise<ToldOpportunity[]> {
  const [words, needs] = await Promise.all([speakerOf(locals.locale), Promise.all(items.map((one) => openNeed(locals, one.needId)))])
  const codes = [...needs.flatMap((need) => (need ? codesOf(need) : [])), ...codesIn(items)]
  const names = await namesOf(locals.api, locals.locale, codes)
  const nameOf = (code: string) => names[code] ?? code
  return items.map((one, at) => tellOpportunity({ words, nameOf }, one, needs[at] ?? null))
}

/** The opportunities of one band that neither side has declined, out of a hundred at most. */
export async function ofBand({ api }: Locals, band: Opportunity['band']): Promise<Opportunity[]> {
  const { data } = await api.GET('/api/v1/opportunities', { params: { query: { band, limit: 100 } } })
  return (data?.items ?? []).filter(({ linkage, takesAnswers }) => takesAnswers && !linkage?.stage.endsWith('-declined'))
}
