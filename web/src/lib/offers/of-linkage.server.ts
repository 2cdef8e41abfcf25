/** What stands beside a linkage: the interest with its answers, the offer, and the feedback owed or given. */
import { need, refusal } from '#lib/api/answer.ts'
import type { Linkage } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, text } from '#lib/api/form.ts'
import { REASONS } from '#lib/linkages/steps.ts'

export async function offering(api: Api, linkage: Linkage) {
  const params = { path: { linkageId: linkage.id } }
  const asks = linkage.party === 'sme' && linkage.openSteps.includes('show-interest')
  const [interest, offer, feedback, start] = await Promise.all([
    api.GET('/api/v1/linkages/{linkageId}/interest', { params }),
    // An agency reads that an offer came by the linkage's stage, and nothing of it.
    linkage.party === 'agency' ? null : api.GET('/api/v1/linkages/{linkageId}/offer', { params }),
    api.GET('/api/v1/linkages/{linkageId}/feedback', { params }),
    asks ? api.GET('/api/v1/open-needs/{needId}/interest', { params: { path: { needId: linkage.need.id } } }) : null,
  ])
  return { interest: need(interest), offer: offer && need(offer), feedback: need(feedback), start: start?.data ?? null }
}

/** The reason and the sentence; undefined once they are given. */
export async function giveFeedback(api: Api, linkageId: string, form: FormData) {
  const answer = await api.POST('/api/v1/linkages/{linkageId}/feedback', {
    params: { path: { linkageId } },
    headers: guards(form),
    body: { reason: REASONS.find((one) => one === text(form, 'reason')) ?? 'other', sentence: text(form, 'sentence') ?? '' },
  })
  return answer.data ? undefined : refusal(answer, form)
}
