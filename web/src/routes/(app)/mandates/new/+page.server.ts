/** A new mandate: a firm gives one to an agency that it looks up, or an agency asks a firm for one. */
import { error, redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { BESIDE, nameableNeeds, scopeIn, spanIn } from '#lib/mandates/send.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const kind = locals.me?.acting?.kind ?? 'sme'
  if (kind === 'agency') return { kind, ...(await firmToAsk(locals.api, url)), agencies: [], asked: '', needs: [], mayGive: false }
  const asked = url.searchParams.get('agency') ?? ''
  const query = { limit: 20, ...(asked && { text: asked }) }
  const [agencies, needs] = await Promise.all([locals.api.GET('/api/v1/agencies', { params: { query } }), nameableNeeds(locals.api, kind)])
  const mayGive = locals.me?.acting?.role === 'admin'
  return { kind, firm: null, agencies: need(agencies).items, asked, needs: needs.map(({ id, title }) => ({ id, title })), mayGive }
}

/** By an SME in the directory, or by the lead firm of an open need. */
async function firmToAsk(api: Api, url: URL): Promise<{ firm: { id: string; name: string; kind: 'sme' | 'lead-firm' } }> {
  const organizationId = url.searchParams.get('organizationId') ?? ''
  const needId = url.searchParams.get('needId') ?? ''
  if (needId) {
    const { leadFirm } = need(await api.GET('/api/v1/open-needs/{needId}', { params: { path: { needId } } }))
    if (leadFirm) return { firm: { id: leadFirm.id, name: leadFirm.name, kind: 'lead-firm' } }
  }
  if (!organizationId) error(404)
  const supplier = need(await api.GET('/api/v1/suppliers/{organizationId}', { params: { path: { organizationId } } }))
  return { firm: { id: supplier.organizationId, name: supplier.name, kind: 'sme' } }
}

export const actions: Actions = {
  give: async ({ locals, request }) => {
    const form = await request.formData()
    const agencyId = text(form, 'agencyId')
    if (!agencyId) return refuseFields(form, { agencyId: { code: 'not-a-choice' } })
    const body = { agencyId, ...scopeIn(form), ...spanIn(form) }
    const answer = await locals.api.POST('/api/v1/mandates', { headers: guards(form), body })
    if (answer.data && 'id' in answer.data) redirect(303, withDone(`/mandates/${answer.data.id}`, 'mandate-given'))
    return beside(refusal(answer, form), form)
  },
  ask: async ({ locals, request }) => {
    const form = await request.formData()
    const body = { organizationId: text(form, 'organizationId') ?? '', message: text(form, 'message') ?? '', ...scopeIn(form) }
    const answer = await locals.api.POST('/api/v1/mandates/requests', { headers: guards(form), body })
    if (answer.data && 'id' in answer.data) redirect(303, withDone(`/mandates/${answer.data.id}`, 'mandate-asked'))
    return refusal(answer, form)
  },
}

function beside(refused: ReturnType<typeof refusal>, form: FormData) {
  const field = BESIDE[refused.data.problem.code]
  return field ? refuseFields(form, { [field.name]: { code: field.code } }) : refused
}
