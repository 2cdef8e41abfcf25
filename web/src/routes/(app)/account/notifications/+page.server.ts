/** How the reader hears: of which groups by which way, in which hours not, and on which telephone. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { choicesFrom } from '#lib/notices/choices.ts'
import { timeZoneOptions } from '#lib/time-zones.ts'
import type { Actions, PageServerLoad } from './$types'

const PHONE = '/api/v1/notice-settings/phone'

export const load: PageServerLoad = async ({ locals }) => {
  const [settings, phone] = await Promise.all([locals.api.GET('/api/v1/notice-settings'), locals.api.GET(PHONE)])
  const { zone, ...chosen } = need(settings)
  const zones = timeZoneOptions()
  const isListed = zones.some(({ value }) => value === zone)
  // A zone goes by several names; the chosen one is offered as it stands.
  const all = isListed ? zones : [{ value: zone, label: zone.replaceAll('_', ' ') }, ...zones]
  return { settings: { zone, ...chosen }, phone: need(phone), zones: all }
}

export const actions: Actions = {
  groups: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.PUT('/api/v1/notice-settings/groups', { body: { groups: choicesFrom(form) }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account/notifications?done=saved')
  },
  quiet: async ({ locals, request }) => {
    const form = await request.formData()
    const body = { from: text(form, 'from') ?? null, until: text(form, 'until') ?? null, zone: text(form, 'zone') ?? '' }
    const answer = await locals.api.PUT('/api/v1/notice-settings/quiet-hours', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account/notifications?done=saved')
  },
  ask: async ({ locals, request }) => {
    const form = await request.formData()
    // People write numbers with spaces, dashes and brackets.
    const phone = (text(form, 'phone') ?? '').replace(/[\s().-]/g, '')
    const answer = await locals.api.PUT(PHONE, { body: { phone }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account/notifications?done=code-sent')
  },
  confirm: async ({ locals, request }) => {
    const form = await request.formData()
    const code = (text(form, 'code') ?? '').replace(/\s/g, '')
    const answer = await locals.api.POST(`${PHONE}/confirmation`, { body: { code }, headers: guards(form) })
    if (answer.response.ok) redirect(303, '/account/notifications?done=phone-confirmed')
    const refused = refusal(answer, form)
    return refused.data.problem.code === 'phone-code-wrong' ? refuseFields(form, { code: { code: 'phone-code-wrong' } }) : refused
  },
  remove: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.DELETE(PHONE, { headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account/notifications?done=phone-removed')
  },
}
