/** Open needs as the acting SME stands to them, and what would help it most. */
import type { RequestEvent } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import type { Opportunity } from '#lib/api/answers.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesIn } from '#lib/needs/proposals.ts'
import { ofBand, tellAll } from '#lib/opportunities/load.server.ts'
import { nextCertificate, quickAnswers } from '#lib/opportunities/next-step.ts'
import { answerHref } from '#lib/opportunities/where.ts'
import { speakerOf } from '#lib/words.server.ts'
import { tellReason } from '#words/reasons.ts'
import type { PageServerLoad } from './$types'

const BANDS = ['ready', 'developable', 'incomplete', 'not'] as const
const PER_PAGE = 10

export const load: PageServerLoad = async ({ locals, url }) => {
  const band = BANDS.find((one) => one === url.searchParams.get('band')) ?? null
  const cursor = url.searchParams.get('cursor')
  const profile = await locals.api.GET('/api/v1/profile')
  if (profile.response.status === 404) return { none: true as const }
  const query = { limit: PER_PAGE, ...(band && { band }), ...(cursor && { cursor }) }
  const { counts, items, next } = need(await locals.api.GET('/api/v1/opportunities', { params: { query } }))
  const isFirst = band === null && cursor === null
  const helps = isFirst ? await whatHelps(locals, counts) : { certificate: null, quick: [] }
  return { none: false as const, state: need(profile).state, band, counts, next, items: await tellAll(locals, items), ...helps }
}

/** Read from the needs within reach and from those that wait for an answer; on the first page only. */
async function whatHelps(locals: RequestEvent['locals'], counts: Record<Opportunity['band'], number>) {
  const [developable, incomplete] = await Promise.all([
    counts.developable > 0 ? ofBand(locals, 'developable') : [],
    counts.incomplete > 0 ? ofBand(locals, 'incomplete') : [],
  ])
  const found = nextCertificate(developable)
  const names = await namesOf(locals.api, locals.locale, [...codesIn(incomplete), ...(found ? [found.standard] : [])])
  const words = await speakerOf(locals.locale)
  const nameOf = (code: string) => names[code] ?? (words.knows('parameter', code) ? words.code('parameter', code) : code)
  const certificate = found && { ...found, standard: nameOf(found.standard) }
  const quick = quickAnswers(incomplete).map(({ reason, needs }) => ({
    // What is asked is what is not told; how long it takes to have it is another matter.
    text: tellReason(words, { ...reason, params: { ...reason.params, months: null } }, nameOf),
    needs,
    href: answerHref(reason.code),
  }))
  return { certificate, quick }
}
