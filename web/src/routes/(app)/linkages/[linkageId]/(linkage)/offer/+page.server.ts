/** One offer: the SME writes it step by step and submits it, the lead firm reads what was submitted. */
import { redirect } from '@sveltejs/kit'
import { type Answer, need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch } from '#lib/api/form.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { OFFER_PAGES, offerBody, pageAfter, pageOf } from '#lib/offers/offer-form.ts'
import { askedBy, codesAsked } from '#lib/offers/told.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const ONE = '/api/v1/linkages/{linkageId}/offer'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const offer = need(await locals.api.GET(ONE, { params: { path: { linkageId: params.linkageId } } }))
  const [words, names] = await Promise.all([speakerOf(locals.locale), namesOf(locals.api, locals.locale, codesAsked(offer.requirements))])
  const asked = askedBy(words, offer.requirements, (code) => names[code] ?? code)
  const step = OFFER_PAGES.find((one) => one === url.searchParams.get('step')) ?? null
  const mayBegin = offer.party === 'sme' && offer.id === null && (await mayOffer(locals.api, params.linkageId))
  return { offer, asked, step, mayBegin, isAdmin: locals.me?.acting?.role === 'admin' }
}

async function mayOffer(api: App.Locals['api'], linkageId: string): Promise<boolean> {
  return need(await api.GET('/api/v1/linkages/{linkageId}/interest', { params: { path: { linkageId } } })).mayEdit
}

export const actions: Actions = {
  begin: async (event) => {
    const form = await event.request.formData()
    const answer = await event.locals.api.POST(ONE, { params: { path: pathOf(event) }, headers: guards(form) })
    return onward(event, { answer, form, done: 'offer-begun', step: 'answers' })
  },
  save: async (event) => {
    const { locals, params, request } = event
    const form = await request.formData()
    const step = pageOf(String(form.get('step')))
    const offer = need(await locals.api.GET(ONE, { params: { path: { linkageId: params.linkageId } } }))
    const { refused, body } = offerBody(step, form, locals.locale, offer)
    if (refused) return refused
    const answer = await locals.api.PATCH(ONE, { params: { path: pathOf(event), header: ifMatch(form) }, headers: guards(form), body })
    return onward(event, { answer, form, done: 'offer-saved', step: pageAfter(step) })
  },
  submit: (event) => take(event, 'submit'),
  confirm: (event) => take(event, 'confirm'),
  discard: (event) => take(event, 'discard'),
  withdraw: (event) => take(event, 'withdraw'),
}

function pathOf({ params }: RequestEvent) {
  return { linkageId: params.linkageId }
}

async function take(event: RequestEvent, step: 'submit' | 'confirm' | 'discard' | 'withdraw') {
  const form = await event.request.formData()
  const asked = { params: { path: pathOf(event), header: ifMatch(form) }, headers: guards(form) }
  const { api } = event.locals
  const answer = await {
    submit: () => api.POST(`${ONE}/submit`, asked),
    confirm: () => api.POST(`${ONE}/confirm`, asked),
    discard: () => api.POST(`${ONE}/discard`, asked),
    withdraw: () => api.POST(`${ONE}/withdraw`, asked),
  }[step]()
  return onward(event, { answer, form, done: `offer-${step}`, step: null })
}

/** The next page, with what was done; or the form again with all that was typed. */
function onward(
  { params }: RequestEvent,
  { answer, form, done, step }: { answer: Answer<unknown>; form: FormData; done: string; step: string | null },
) {
  if (!answer.response.ok) return refusal(answer, form)
  redirect(303, `/linkages/${params.linkageId}/offer?${new URLSearchParams({ ...(step && { step }), done })}`)
}
