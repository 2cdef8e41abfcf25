/** An answer to a need by the link of a mail: looking changes nothing, since mail programs open links by themselves. */
import { error } from '@sveltejs/kit'
import { type Answer, refusal, refuseFields } from '#lib/api/answer.ts'
import { text } from '#lib/api/form.ts'
import { interestBody } from '#lib/interest/interest-form.ts'
import { REASONS } from '#lib/linkages/steps.ts'
import type { Actions, PageServerLoad } from './$types'

const ONE = '/api/v1/answers/{token}'

export const load: PageServerLoad = async ({ locals, url }) => {
  const token = url.searchParams.get('token') ?? ''
  const { data } = token ? await locals.api.GET(ONE, { params: { path: { token } } }) : { data: undefined }
  // Wrong, over or somebody else's: all lead to the same page, which shows a way on.
  if (!data) error(404, 'not-found')
  return { token, link: data }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const said = form.get('answer')
    const note = text(form, 'note')
    const reason = REASONS.find((one) => one === form.get('reason'))
    const answer = said === 'not-interested' || said === 'ask-later' ? said : ('interested' as const)
    const done = await locals.api.POST(ONE, {
      params: { path: { token: text(form, 'token') ?? '' } },
      body: {
        answer,
        ...(answer === 'interested' && interestBody(form)),
        ...(answer === 'not-interested' && { ...(reason && { reason }), ...(note && { note }) }),
      },
    })
    return done.data ? { link: done.data } : refused(done, form)
  },
}

/** What lacks a reason is told beside its field. */
function refused(answer: Answer<unknown>, form: FormData) {
  const whole = refusal(answer, form)
  const { code } = whole.data.problem
  if (code === 'linkage-reason-missing') return refuseFields(form, { reason: { code: 'not-a-choice' } })
  return code === 'linkage-note-missing' ? refuseFields(form, { note: { code: 'required' } }) : whole
}
