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
  const { id, after, raisedAt, read } = news
  const told = news.certificate ? ofCertificate(words, news.certificate, nameOf) : ofNeed(words, news, nameOf)
  return { id, raisedAt, isNew: !read, band: after, ...told }
}

type Told = Pick<ToldNews, 'title' | 'href' | 'before' | 'why' | 'cause'>

function ofCertificate(words: Speaker, { standard, until, needs }: NonNullable<News['certificate']>, nameOf: NameOf): Told {
  const title = words.say('news.certificate-expiring', { standard: nameOf(standard), until: words.day(until) })
  return { title, href: '/profile/certificates', before: '', why: words.say('news.certificate-costs', { n: needs }), cause: '' }
}

function ofNeed(words: Speaker, news: News, nameOf: NameOf): Told {
  const { need, before, after, cause } = news
  return {
    title: words.say(titleOf(news), { need: need?.title ?? '' }),
    href: need && `/opportunities/${need.id}`,
    before: before && after ? words.say('news.before', { band: words.code('band', before) }) : '',
    why: whyOf(words, news, nameOf),
    cause: cause && cause !== 'need' ? words.code('alert-cause', cause) : '',
  }
}

function whyOf(words: Speaker, news: News, nameOf: NameOf): string {
  if (!news.because || isGood(news)) return outOf(words, news)
  return words.say('news.why', { reason: tellBecause(words, news.because, nameOf) })
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
