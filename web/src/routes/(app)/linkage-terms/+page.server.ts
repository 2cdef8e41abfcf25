/** The working days that each stage of a linkage has, as the agency or the platform administrator sets them. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { figure, guards, ifMatch, unreadable } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

type Body = operations['setLinkageTerms']['requestBody']['content']['application/json']

export const load: PageServerLoad = async ({ locals }) => ({
  terms: need(await locals.api.GET('/api/v1/linkage-terms')),
  isAgency: locals.me?.acting?.kind === 'agency',
})

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const names = [...form.keys()].filter((name) => name.startsWith('days.') || name === 'graceDays')
    const wrong = unreadable(form, names, locals.locale)
    if (wrong.length > 0) return refuseFields(form, Object.fromEntries(wrong.map((name) => [name, { code: 'not-whole' }])))
    const stages = names.flatMap((name) => {
      const days = name.startsWith('days.') ? figure(form, name, locals.locale) : undefined
      return days === undefined ? [] : [{ stage: name.slice(5) as Body['stages'][number]['stage'], days }]
    })
    const body = { stages, graceDays: figure(form, 'graceDays', locals.locale) ?? null }
    const answer = await locals.api.PUT('/api/v1/linkage-terms', { params: { header: ifMatch(form) }, headers: guards(form), body })
    if (answer.response.ok) redirect(303, withDone('/linkage-terms', 'terms-saved'))
    return named(
      refusal(answer, form),
      stages.map((one) => one.stage),
    )
  },
}

/** The API tells the place in the list; the page's fields go by their stage. */
function named(refused: ReturnType<typeof refusal>, stages: readonly string[]) {
  const fields = Object.entries(refused.data.fields).map(([name, fault]) => {
    const at = /^stages\.(\d+)\./.exec(name)?.[1]
    return [at === undefined ? name : `days.${stages[Number(at)]}`, fault] as const
  })
  refused.data.fields = Object.fromEntries(fields)
  return refused
}
