/** Ranked proposals for one need, put into words; an SME can be invited from here. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import type { Proposal } from '#lib/api/answers.ts'
import { guards, text } from '#lib/api/form.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { withDone } from '#lib/local-path.ts'
import { codesIn, tellProposal } from '#lib/needs/proposals.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Speaker } from '#words/speaker.ts'
import type { Actions, PageServerLoad } from './$types'

const BANDS = ['ready', 'developable', 'incomplete', 'not'] as const
const PAGE = 25

export const load: PageServerLoad = async ({ locals, parent, params, url }) => {
  const data = await parent()
  const band = BANDS.find((one) => one === url.searchParams.get('band')) ?? null
  if (data.need.state === 'draft') return { band, proposals: null }
  const cursor = url.searchParams.get('cursor')
  const query = { limit: PAGE, ...(band && { band }), ...(cursor && { cursor }) }
  const answer = await locals.api.GET('/api/v1/sourcing-needs/{needId}/proposals', { params: { path: { needId: params.needId }, query } })
  const { items, ...rest } = need(answer)
  const [words, found] = await Promise.all([speakerOf(locals.locale), namesOf(locals.api, locals.locale, codesIn(items))])
  const names: Record<string, string> = { ...data.names, ...found }
  const nameOf = (code: string) => names[code] ?? code
  const first = items[0]
  return {
    band,
    proposals: {
      ...rest,
      from: cursor ? placeIn(url) : 0,
      musts: first?.musts ?? 0,
      scored: scoredIn(first),
      weightsVersion: first?.weightsVersion ?? null,
      items: items.map((one) => ({
        ...firmOf(words, one),
        ...tellProposal({ words, need: data.need, nameOf }, one),
        // Whatever musts it meets, a firm that works on something else is not ready for this.
        ...(rest.nothingFits && { band: 'not' as const, close: words.code('band', 'not'), closeNote: '' }),
      })),
    },
  }
}

/** How many proposals stood on the pages before. */
function placeIn(url: URL): number {
  return Math.max(0, Number(url.searchParams.get('from')) || 0)
}

export const actions: Actions = {
  invite: async ({ locals, params, request, url }) => {
    const form = await request.formData()
    const organizationId = text(form, 'organizationId') ?? ''
    const note = text(form, 'note')
    const answer = await locals.api.POST('/api/v1/sourcing-needs/{needId}/invitations', {
      params: { path: { needId: params.needId } },
      headers: guards(form),
      body: { organizationId, ...(note && { note }) },
    })
    if (!answer.response.ok) return refusal(answer, form)
    const here = new URL(url)
    here.searchParams.delete('/invite')
    redirect(303, withDone(here.pathname + here.search, 'sme-invited'))
  },
}

function firmOf(words: Speaker, one: Proposal) {
  const place = [one.city, one.region || words.country(one.country)].filter(Boolean).join(', ')
  const people = one.employees === null ? '' : words.quantity(one.employees, 'people')
  const list = one.listName ? words.say('proposal.on-list', { list: one.listName }) : words.say('proposal.unclaimed')
  return {
    organizationId: one.organizationId,
    name: one.name,
    where: [place, one.claimed ? people : list].filter(Boolean).join(' · '),
    claimed: one.claimed,
    linkage: one.linkage,
  }
}

/** How many requirements are only scored. */
function scoredIn(one: Proposal | undefined): number {
  return (one?.criteria ?? []).filter((criterion) => criterion.class === 'scored').reduce((sum, { verdicts }) => sum + verdicts.length, 0)
}
