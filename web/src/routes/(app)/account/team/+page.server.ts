/** The team: members with role and duties, invitations, and the way out. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, text, texts } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

const DUTIES = ['buyer', 'quality', 'approver', 'officer', 'manager', 'finance'] as const
const TEAM = '/account/team'

export const load: PageServerLoad = async ({ locals }) => {
  const admin = locals.me?.acting?.role === 'admin'
  const [members, invitations] = await Promise.all([
    locals.api.GET('/api/v1/organization/members'),
    admin ? locals.api.GET('/api/v1/organization/invitations') : null,
  ])
  return { members: need(members).items, invitations: invitations ? need(invitations).items : [] }
}

export const actions: Actions = {
  member: async ({ locals, request }) => {
    const form = await request.formData()
    const path = { userId: text(form, 'userId') ?? '' }
    const answer = await locals.api.PUT('/api/v1/organization/members/{userId}', {
      params: { path },
      body: roleFrom(form),
      headers: guards(form),
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `${TEAM}?done=saved`)
  },
  remove: async ({ locals, request }) => {
    const form = await request.formData()
    const path = { userId: text(form, 'userId') ?? '' }
    const answer = await locals.api.DELETE('/api/v1/organization/members/{userId}', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `${TEAM}?done=member-removed`)
  },
  leave: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/organization/leave', { headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account?done=left')
  },
  invite: async ({ locals, request }) => {
    const form = await request.formData()
    const body = { email: text(form, 'email') ?? '', ...roleFrom(form) }
    const answer = await locals.api.POST('/api/v1/organization/invitations', { body, headers: guards(form) })
    // Shown once, on this very answer: the link is kept nowhere in the clear.
    return answer.data ? { link: answer.data.link, invited: answer.data.invitation.email } : refusal(answer, form)
  },
  revoke: async ({ locals, request }) => {
    const form = await request.formData()
    const path = { invitationId: text(form, 'invitationId') ?? '' }
    const answer = await locals.api.DELETE('/api/v1/organization/invitations/{invitationId}', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `${TEAM}?done=invitation-revoked`)
  },
}

function roleFrom(form: FormData) {
  const held = texts(form, 'duties')
  return {
    role: text(form, 'role') === 'admin' ? ('admin' as const) : ('member' as const),
    duties: DUTIES.filter((duty) => held.includes(duty)),
  }
}
