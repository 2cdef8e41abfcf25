/** One supplier as this reader may see it, and what he may do about it: claim it, ask for its removal, check a fact. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { withDone } from '#lib/local-path.ts'
import { codesIn, unitsOf } from '#lib/profile/section.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const path = { organizationId: params.organizationId }
  const supplier = need(await locals.api.GET('/api/v1/suppliers/{organizationId}', { params: { path } }))
  const [names, units, mandate] = await Promise.all([
    namesOf(locals.api, locals.locale, codesIn(supplier)),
    unitsOf(locals, supplier),
    supplier.claimed ? mandateWith(locals, params.organizationId) : undefined,
  ])
  return { supplier, names, units, mandate }
}

/** The latest mandate between the firm and the reader's agency: null for none, undefined for who does not broker. */
async function mandateWith({ api, me }: App.Locals, organizationId: string) {
  if (me?.acting?.kind !== 'agency') return
  const { data } = await api.GET('/api/v1/mandates', { params: { query: { organizationId, limit: 1 } } })
  const latest = data?.items[0]
  return data && (latest ? { id: latest.id, standing: latest.standing } : null)
}

export const actions: Actions = {
  claim: async ({ locals, params, request }) => {
    const form = await request.formData()
    const body = { message: text(form, 'message') ?? '', byCode: text(form, 'way') === 'code' }
    const answer = await locals.api.POST('/api/v1/unclaimed-firms/{organizationId}/claims', {
      ...target(params),
      headers: guards(form),
      body,
    })
    if (!answer.response.ok) return refusal(answer, form)
    const way = answer.data && 'way' in answer.data ? String(answer.data.way) : 'officer'
    redirect(303, `${withDone(pathOf(params), `claim-${way}`)}${way === 'code' ? '#code' : ''}`)
  },
  code: async ({ locals, params, request }) => {
    const form = await request.formData()
    const body = { code: text(form, 'code') ?? '' }
    const answer = await locals.api.POST('/api/v1/unclaimed-firms/{organizationId}/claim-code', {
      ...target(params),
      headers: guards(form),
      body,
    })
    if (!answer.response.ok) return beside(refusal(answer, form), form)
    // From now on the firm is his; he goes on as its admin.
    await locals.api.POST('/api/v1/account/acting-organization', { body: { organizationId: params.organizationId } })
    redirect(303, withDone('/profile', 'firm-yours'))
  },
  removal: async ({ locals, params, request }) => {
    const form = await request.formData()
    const body = { contact: text(form, 'contact') ?? '', message: text(form, 'reason') ?? '' }
    const answer = await locals.api.POST('/api/v1/unclaimed-firms/{organizationId}/removals', {
      ...target(params),
      headers: guards(form),
      body,
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathOf(params), 'removal-asked'))
  },
  check: async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/suppliers/{organizationId}/facts/check', {
      ...target(params),
      headers: { ...guards(form), ...ifMatch(form) },
      body: {
        kind: (text(form, 'kind') ?? '') as Checked['kind'],
        id: text(form, 'id') ?? '',
        level: (text(form, 'level') ?? '') as Checked['level'],
        note: text(form, 'note') ?? '',
      },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathOf(params), 'fact-checked'))
  },
}

type Params = { organizationId: string }
type Checked = operations['checkFact']['requestBody']['content']['application/json']

/** A wrong code is told beside the code. */
function beside(refused: ReturnType<typeof refusal>, form: FormData) {
  const { code } = refused.data.problem
  return code === 'claim-code-wrong' ? refuseFields(form, { code: { code } }) : refused
}

function target({ organizationId }: Params) {
  return { params: { path: { organizationId } } }
}

function pathOf({ organizationId }: Params): string {
  return `/suppliers/${organizationId}`
}
