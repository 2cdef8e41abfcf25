/** Shortlists or offers all pairs that were ticked, and says of each what came of it. */
import { refusal, refuseFields } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, text, texts } from '#lib/api/form.ts'

/** A tick's value is `needId/organizationId/name`: the name is only said back. */
export async function shortlistTicked(api: Api, form: FormData) {
  const ticked = texts(form, 'pair').map((one) => one.split('/'))
  if (ticked.length === 0) return refuseFields(form, { pair: { code: 'tick-one' } })
  const step = text(form, 'step') === 'offer' ? ('offer' as const) : ('shortlist' as const)
  const pairs = ticked.slice(0, 50).map(([needId = '', organizationId = '']) => ({ needId, organizationId }))
  const answer = await api.POST('/api/v1/desk/shortlists', { headers: guards(form), body: { step, pairs } })
  if (!answer.data) return refusal(answer, form)
  const names = new Map(ticked.map(([needId, id, ...name]) => [`${needId}/${id}`, name.join('/')]))
  const refused = answer.data.results.flatMap(({ needId, organizationId, refusal: code }) =>
    code ? [{ name: names.get(`${needId}/${organizationId}`) ?? '', code }] : [],
  )
  return { bulk: { done: answer.data.done, refused } }
}
