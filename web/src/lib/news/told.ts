/** A piece of news as its reader meets it: a line that says what happened, where it leads, and why. */
import type { Answered } from '#lib/api/answers.ts'
import type { NameOf } from '#words/reasons.ts'
import { tellObstacle, tellReason } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'

export type News = Answered<'listAlerts'>['items'][number]

export interface ToldNews {
  id: string
  title: string
  href: string | null
  /** How the firm stands now. */
  band: NonNullable<News['after']> | null
  before: string
  why: string
  cause: string
  raisedAt: string
  isNew: boolean
}

/** Catalogue codes that a page of news names. */
export function codesOf(items: readonly News[]): string[] {
  return items.flatMap(({ because, certificate }) => [
    ...(certificate ? [certificate.standard] : []),
    ...Object.values(because?.params ?? {}).filter((value) => typeof value === 'string'),
  ])
}

export function tellNews(words: Speaker, news: News, nameOf: NameOf): ToldNews {
  const { id, need, after, before, because, cause, certificate, raisedAt, read } = news
  const common = { id, raisedAt, isNew: !read, band: after, cause: '', before: '', why: '' }
  if (certificate) {
    const named = { standard: nameOf(certificate.standard), until: words.day(certificate.until) }
    const why = words.say('news.certificate-costs', { n: certificate.needs })
    return { ...common, title: words.say('news.certificate-expiring', named), href: '/profile/certificates', why }
  }
  return {
    ...common,
    title: words.say(titleOf(news), { need: need?.title ?? '' }),
    href: need ? `/opportunities/${need.id}` : null,
    before: before && after ? words.say('news.before', { band: words.code('band', before) }) : '',
    why: because && !isGood(news) ? words.say('news.why', { reason: tellBecause(words, because, nameOf) }) : outOf(words, news),
    cause: cause && cause !== 'need' ? words.code('alert-cause', cause) : '',
  }
}

function tellBecause(words: Speaker, because: NonNullable<News['because']>, nameOf: NameOf): string {
  return because.kind === 'obstacle' ? tellObstacle(words, because) : tellReason(words, because, nameOf)
}

function outOf(words: Speaker, { after, reason }: News): string {
  return after === null && reason !== 'need-closed' ? words.say('news.out') : ''
}

function isGood({ reason, after }: News): boolean {
  return reason === 'need-closed' || after === 'ready'
}

function titleOf({ reason, before, after }: News) {
  if (reason === 'now-fits') return before === null ? 'news.now-fits' : 'news.better'
  if (reason === 'no-longer-fits') return after === null ? 'news.no-longer-fits' : 'news.worse'
  return `news.${reason}` as const
}
