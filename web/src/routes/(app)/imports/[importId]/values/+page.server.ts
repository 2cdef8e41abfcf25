/** Second step of an import: each word of the list is confirmed once, instead of row by row. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { pathHere } from '#lib/imports/here.ts'
import { requireStep } from '#lib/imports/step.server.ts'
import { ASSIGNED_FIELDS, type ImportedList } from '#lib/imports/types.ts'
import { codesOf, readWords, wordRow } from '#lib/imports/values.server.ts'
import { withDone } from '#lib/local-path.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

const PAGE = 25

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { list } = await parent()
  requireStep(list, 'values')
  const field = fieldShown(list, url)
  if (!field) return { shown: null }
  const all = url.searchParams.get('show') === 'all'
  const cursor = url.searchParams.get('cursor')
  const query = { field, limit: PAGE, ...(!all && { open: true }), ...(cursor && { cursor }) }
  const [page, words] = await Promise.all([
    locals.api.GET('/api/v1/imports/{importId}/values', { params: { path: { importId: params.importId }, query } }),
    speakerOf(locals.locale),
  ])
  const { items, next } = need(page)
  const names = await codesOf(field, { api: locals.api, words })
  const order = new Intl.Collator(locals.locale)
  return {
    shown: {
      field,
      all,
      cursor,
      next,
      words: items.map((one) => wordRow(one, names)),
      names: [...new Set(names.values())].sort(order.compare),
    },
  }
}

export const actions: Actions = {
  confirm: async ({ locals, params, request, url }) => {
    const form = await request.formData()
    const field = asked(text(form, 'field')) ?? 'products'
    const names = await codesOf(field, { api: locals.api, words: await speakerOf(locals.locale) })
    const { items, faults } = readWords(form, names)
    if (Object.keys(faults).length > 0) return refuseFields(form, faults)
    const path = { importId: params.importId }
    const answer = await locals.api.PUT('/api/v1/imports/{importId}/values', {
      params: { path },
      headers: guards(form),
      body: { field, items },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathHere(url, { cursor: text(form, 'next') ?? null }), 'values-saved'))
  },
  all: async ({ locals, params, request, url }) => {
    const form = await request.formData()
    const field = asked(text(form, 'field')) ?? 'products'
    const path = { importId: params.importId }
    const answer = await locals.api.PUT('/api/v1/imports/{importId}/values', {
      params: { path },
      headers: guards(form),
      body: { field, items: [], acceptSuggestions: true },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathHere(url, { cursor: null }), 'values-taken'))
  },
}

/** The field asked for; else the first that has words waiting. */
function fieldShown({ values }: ImportedList, url: URL) {
  const present = ASSIGNED_FIELDS.filter((field) => values.some((one) => one.field === field && one.values > 0))
  const waiting = present.find((field) => values.some((one) => one.field === field && one.confirmed < one.values))
  const wanted = asked(url.searchParams.get('field'))
  return (wanted && present.includes(wanted) ? wanted : (waiting ?? present[0])) ?? null
}

function asked(field: string | null | undefined) {
  return ASSIGNED_FIELDS.find((one) => one === field)
}
