/** The usual costs that the acting agency, or the platform's administrator, has entered. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import { conceptsIn, parametersOf, standardsIn } from '#lib/concepts.server.ts'
import { type CostOption, costFrom, majorOf } from '#lib/costs/cost-form.ts'
import { FAMILIES } from '#lib/profile/codes.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Locale } from '#words/locales.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const acting = locals.me?.acting
  if (acting?.kind !== 'agency' && !locals.me?.user.platformAdmin) redirect(303, '/home')
  const cursor = url.searchParams.get('cursor')
  const query = { own: true, limit: 100, ...(cursor && { cursor }) }
  const [list, options] = await Promise.all([
    locals.api.GET('/api/v1/usual-costs', { params: { query } }),
    optionsFor(locals.api, locals.locale),
  ])
  const { items, next } = need(list)
  const labels = new Map(options.map((one) => [one.code, one.label]))
  const shown = items.map((one) => ({ ...one, label: labels.get(one.code) ?? one.code, amount: majorOf(one) }))
  return { items: shown, next, options, editing: url.searchParams.get('edit'), anyCountry: acting?.kind !== 'agency' }
}

async function optionsFor(api: Api, locale: Locale): Promise<CostOption[]> {
  const [concepts, standards, words, ...parameters] = await Promise.all([
    conceptsIn(api, locale),
    standardsIn(api),
    speakerOf(locale),
    ...['', ...FAMILIES].map((family) => parametersOf(api, family)),
  ])
  return [
    ...[...standards.values()].map(({ code, name }): CostOption => ({ kind: 'standard', code, label: name })),
    ...[...concepts.values()].flatMap(({ kind, code, label }): CostOption[] => (kind === 'process' ? [{ kind, code, label }] : [])),
    ...[...new Set(parameters.flat().map(({ code }) => code))].map(
      (code): CostOption => ({ kind: 'parameter', code, label: words.code('parameter', code) }),
    ),
  ]
}

export const actions: Actions = {
  save: async ({ locals, request }) => {
    const form = await request.formData()
    const { refused, body } = costFrom(form, locals.locale, await optionsFor(locals.api, locals.locale))
    if (refused) return refused
    const costId = text(form, 'costId')
    const answer = costId
      ? await locals.api.PUT('/api/v1/usual-costs/{costId}', {
          params: { path: { costId }, header: ifMatch(form) },
          headers: guards(form),
          body,
        })
      : await locals.api.POST('/api/v1/usual-costs', { headers: guards(form), body })
    if (!answer.data) return refusal(answer, form)
    redirect(303, '/usual-costs?done=cost-saved')
  },
  remove: async ({ locals, request }) => {
    const form = await request.formData()
    const path = { costId: text(form, 'costId') ?? '' }
    const answer = await locals.api.DELETE('/api/v1/usual-costs/{costId}', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/usual-costs?done=cost-removed')
  },
}
