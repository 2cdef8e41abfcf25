/** What opens doors, in the SME's words: what to bring, what it opens, how long it takes, what it costs, and where it is answered. */
import type { Unlocks } from '#lib/api/answers.ts'
import { answerHref } from '#lib/opportunities/where.ts'
import { type NameOf, tellReason } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'
import { tellRequirement } from '#words/verdicts/sentence.ts'

type Item = Unlocks['items'][number]

export interface Door {
  key: string
  title: string
  /** Missing, not told or not proven, or a term of the firm's own; and what was found. */
  state: Item['state'] | 'term'
  found: string
  opens: string
  withOthers: string
  volume: string
  months: string
  cost: string
  needs: { id: string; href: string }[]
  href: string
  share: number
}

interface Context {
  words: Speaker
  nameOf: NameOf
}

/** Every code that an item names. */
export function codesIn(items: readonly Item[]): string[] {
  return items
    .flatMap(({ asked, reason }) => [
      ...(asked ? [asked.code, asked.within] : []),
      ...['standard', 'holds', 'process', 'does', 'product', 'makes'].flatMap((name) => {
        const value = reason.params[name]
        return typeof value === 'string' ? [value] : []
      }),
    ])
    .filter((code) => code !== '')
}

/** `most` is what the best item opens: a bar as long as the item's share of it. */
export function tellDoor({ words, nameOf }: Context, item: Item, most: number): Door {
  const { months } = item
  return {
    key: item.key,
    title: titleOf({ words, nameOf }, item),
    state: item.asked ? item.state : 'term',
    found: item.asked ? tellReason(words, { ...item.reason, params: { ...item.reason.params, months: null } }, nameOf) : '',
    opens: words.say('door.opens', { n: item.needs }),
    withOthers: item.withOthers > 0 ? words.say('door.with-others', { n: item.withOthers }) : '',
    volume: volumeOf(words, item.volumes),
    months: months ? words.say('door.months', { time: words.say('proposal.months', { from: months }) }) : '',
    cost: costOf(words, item),
    needs: item.needIds.map((id) => ({ id, href: `/opportunities/${id}` })),
    href: item.asked
      ? answerHref(item.reason.code === 'evidence-too-low' ? String(item.reason.params.of ?? '') : item.reason.code)
      : '/profile/commercial',
    share: most > 0 ? item.needs / most : 0,
  }
}

export function volumeOf(words: Speaker, volumes: Item['volumes']): string {
  if (volumes.length === 0) return ''
  return words.say('door.volume', { list: words.list(volumes.map(({ unit, perMonth }) => words.quantity(perMonth, `${unit}/mo`))) })
}

function titleOf({ words, nameOf }: Context, { asked, reason }: Item): string {
  if (asked)
    return tellRequirement(words, asked, (code) => (words.knows('need-standard', code) ? words.code('need-standard', code) : nameOf(code)))
  const { volume, unit, sector, incoterm, country } = reason.params
  return words.code('door-term', reason.code, {
    ...reason.params,
    volume: words.quantity(Number(volume ?? 0), `${unit ?? 'pcs'}/mo`),
    days: Number(reason.params.days ?? 0),
    sector: words.code('sector', String(sector ?? '')),
    incoterm: String(incoterm ?? '').toUpperCase(),
    country: country ? words.country(String(country)) : '',
  })
}

function costOf(words: Speaker, { cost }: Item): string {
  if (!cost) return ''
  const { minor, currency, source, statedOn } = cost
  return words.say('door.cost', { money: words.money({ minor, currency }), source, day: words.day(statedOn) })
}
