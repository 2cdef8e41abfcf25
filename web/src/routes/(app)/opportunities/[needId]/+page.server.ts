/** One open need as the acting SME stands to it: every verdict, every gap and question, and its answer. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import type { Opportunity } from '#lib/api/answers.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { answerNeed } from '#lib/linkages/decide.server.ts'
import { withDone } from '#lib/local-path.ts'
import { codesOf, requirementsOf } from '#lib/needs/codes.ts'
import { codesIn } from '#lib/needs/proposals.ts'
import { openNeed } from '#lib/opportunities/load.server.ts'
import { tellOpportunity } from '#lib/opportunities/told.ts'
import { answerHref, isAskedLater } from '#lib/opportunities/where.ts'
import { speakerOf } from '#lib/words.server.ts'
import { tellVerdict } from '#words/verdicts/sentence.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { needId } = params
  const path = { needId }
  const [opportunity, asked, documents] = await Promise.all([
    locals.api.GET('/api/v1/opportunities/{needId}', { params: { path } }).then(need),
    openNeed(locals, needId),
    locals.api.GET('/api/v1/needs/{needId}/documents', { params: { path } }).then(need),
  ])
  const names = await namesOf(locals.api, locals.locale, [...(asked ? codesOf(asked) : []), ...codesIn([opportunity])])
  const words = await speakerOf(locals.locale)
  const nameOf = (code: string) => names[code] ?? code
  const told = tellOpportunity({ words, nameOf }, opportunity, asked)
  const requirements = new Map((asked ? requirementsOf(asked) : []).map((one) => [one.id, one]))
  const gaps = openVerdicts(opportunity).flatMap((verdict) => {
    const requirement = requirements.get(verdict.requirementId)
    return requirement ? [tellVerdict(words, requirement, verdict, nameOf)] : []
  })
  const questions = opportunity.questions.map(({ reason }, at) => ({
    text: told.told.questions[at] ?? '',
    href: isAskedLater(reason.code) ? null : answerHref(reason.code),
  }))
  const start = opportunity.openSteps.includes('show-interest')
    ? need(await locals.api.GET('/api/v1/open-needs/{needId}/interest', { params: { path } }))
    : null
  return { told, asked, names, gaps, questions, start, topic: opportunity.topic, documents: documents.items }
}

/** The musts that are not there yet. */
function openVerdicts({ criteria }: Opportunity) {
  const musts = criteria.filter((criterion) => criterion.class !== 'scored')
  return musts.flatMap(({ verdicts }) => verdicts).filter(({ verdict }) => verdict === 'near' || verdict === 'not-met')
}

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const done = await answerNeed(locals.api, form)
    if (done.refused) return done.refused
    redirect(303, withDone(`/opportunities/${params.needId}`, done.step))
  },
}
