/** The short link of a text: to the page that a notice is about, for whoever it was sent to; looking marks nothing as read. */
import { redirect } from '@sveltejs/kit'
import { idFrom } from '#lib/notices/short.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (!locals.me) redirect(303, `/sign-in?then=${encodeURIComponent(url.pathname)}`)
  const noticeId = idFrom(params.code)
  const notice = noticeId ? await locals.api.GET('/api/v1/notices/{noticeId}', { params: { path: { noticeId } } }) : null
  // Another's, or one of an organization that the reader does not act for now: the list is the next best.
  redirect(303, notice?.data?.path ?? '/notices')
}
