/** Makes an organization and acts for it from then on. */
import { redirect } from '@sveltejs/kit'
import { organizationFrom } from '#lib/accounts/organization-form.ts'
import { refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

const KINDS = ['lead-firm', 'sme', 'agency'] as const

export const load: PageServerLoad = ({ url }) => ({ kind: kindFrom(url.searchParams.get('kind')) })

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const kind = kindFrom(text(form, 'kind'))
    if (!kind) return refuseFields(form, { kind: { code: 'not-a-choice' } })
    const answer = await locals.api.POST('/api/v1/organizations', { body: { kind, ...organizationFrom(form) }, headers: guards(form) })
    if (!answer.data) return refusal(answer, form)
    await locals.api.POST('/api/v1/account/acting-organization', { body: { organizationId: answer.data.id } })
    redirect(303, '/home?done=organization-made')
  },
}

function kindFrom(asked: string | null | undefined) {
  return KINDS.find((kind) => kind === asked) ?? null
}
