/** What an SME's home shows: how far its profile is, how close it is to open needs, who waits for it, what ends soon. */
import { need, needUnlessWaiting } from '#lib/api/answer.ts'
import type { Profile } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'
import { namesOf } from '#lib/concepts.server.ts'
import type { Locale } from '#words/locales.ts'

export async function loadSmeHome(api: Api, locale: Locale) {
  const answer = await api.GET('/api/v1/profile')
  if (answer.response.status === 404) return null
  const { completeness, missing, state, openSteps, certificates } = need(answer)
  const [opportunities, linkages] = await Promise.all([
    api.GET('/api/v1/opportunities', { params: { query: { band: 'ready', limit: 100 } } }),
    api.GET('/api/v1/linkages', { params: { query: { limit: 10 } } }),
  ])
  const near = needUnlessWaiting(opportunities)
  const ending = endingSoon(certificates, dayOf(answer.response))
  const names = await namesOf(
    api,
    locale,
    ending.map(({ standard }) => standard),
  )
  return {
    profile: { completeness, missing, state, openSteps },
    /** Null while the search does not answer. */
    counts: near?.counts ?? null,
    /** Needs it is ready for and has not answered. */
    unanswered: near?.items.filter((one) => one.linkage === null && one.takesAnswers).length ?? 0,
    linkages: need(linkages).items,
    ending: ending.map((one) => ({ ...one, name: names[one.standard] ?? one.standard })),
  }
}

export type SmeHome = NonNullable<Awaited<ReturnType<typeof loadSmeHome>>>

const SOON_DAYS = 90
const DAY_MS = 86_400_000

/** Certificates in force that end within ninety days, or have ended; the first to end first. */
export function endingSoon(
  certificates: readonly Pick<Profile['certificates'][number], 'id' | 'standard' | 'status' | 'validUntil'>[],
  today: string,
) {
  const limit = new Date(Date.parse(today) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10)
  return certificates
    .flatMap(({ id, standard, status, validUntil }) =>
      status === 'active' && validUntil !== null && validUntil <= limit ? [{ id, standard, validUntil, isOver: validUntil < today }] : [],
    )
    .sort((one, other) => one.validUntil.localeCompare(other.validUntil))
}

/** The day on which the API answered, by its own clock. */
function dayOf(response: Response): string {
  return new Date(response.headers.get('date') ?? Number.NaN).toISOString().slice(0, 10)
}
