/** The page that a whole run keeps: all sets at a glance, codes, abstention, then each set with its reasons. */
import type { Measure } from './metrics.ts'
import { AIMS } from './reasons.ts'
import {
  aheadOf,
  bestOf,
  type Contenders,
  codeTable,
  directionsOf,
  type EvalReport,
  isBelowFloor,
  OURS,
  percent,
  type SetReport,
  table,
} from './tables.ts'

export function page({ at, machine, sets, codes }: EvalReport): string {
  return `${[
    '# Relevance on the development sets',
    '',
    `Written by \`npm run eval\` on ${at.slice(0, 10)}: ${Object.entries(machine)
      .map(([what, value]) => `${what} ${value}`)
      .join(', ')}.`,
    'Means over the queries; in brackets what they lie between in 95 of 100 draws of as many queries. How it is measured: `bench/README.md`.',
    '',
    '## At a glance',
    '',
    ...glance(sets),
    '',
    'Floor: no worse than the best minisearch variant, each measure by itself. Aim: +10 % nDCG@10 and +15 % recall@50. Where an aim is missed, the set says why.',
    '',
    ...(codes ? ['## Code suggestion (`ted-cpv`, 22 languages)', '', codeTable(codes), ''] : []),
    '## Abstention',
    '',
    ...abstention(sets),
    '',
    '## Set by set',
    '',
    sets.map(table).join('\n\n'),
  ].join('\n')}\n`
}

function glance(sets: readonly SetReport[]): string[] {
  const rows = sets.flatMap((set) =>
    directionsOf(set).map(([direction, contenders]) => {
      const cells = [cellsOf(contenders, 'ndcg10'), cellsOf(contenders, 'recall50')].flat()
      return `| ${set.name}${direction === 'reverse' ? ', reverse' : ''} | ${cells.join(' | ')} |`
    }),
  )
  return ['| set | nDCG@10 | best minisearch | | recall@50 | best minisearch | |', `|${'---|'.repeat(7)}`, ...rows]
}

/** Ours, the best of the peer's variants and which, and the ratio with the word that matters. */
function cellsOf(contenders: Contenders, measure: Measure & keyof typeof AIMS): string[] {
  const best = bestOf(contenders, measure)
  const ahead = aheadOf(contenders, measure) ?? 0
  const word = isBelowFloor(contenders, measure) ? 'below the floor' : ahead >= AIMS[measure] ? 'aim reached' : 'floor held'
  const whose = best ? `${best.mean.toFixed(3)} ${best.who.replace('minisearch-', '')}` : ''
  return [contenders[OURS]?.[measure]?.mean.toFixed(3) ?? '', whose, `${percent(ahead)}, ${word}`]
}

function abstention(sets: readonly SetReport[]): string[] {
  const rows = sets.map(({ name, queries, nothing: { falseNothing, unanswerable, saidSo } }) =>
    [name, queries, falseNothing, unanswerable, saidSo, unanswerable - saidSo].join(' | '),
  )
  const sum = (of: (set: SetReport) => number) => sets.reduce((whole, set) => whole + of(set), 0)
  const whole = [
    sum(({ queries }) => queries),
    sum(({ nothing }) => nothing.falseNothing),
    sum(({ nothing }) => nothing.unanswerable),
    sum(({ nothing }) => nothing.saidSo),
    sum(({ nothing }) => nothing.unanswerable - nothing.saidSo),
  ]
  return [
    '| set | answerable needs | false "nothing" | unanswerable needs | said "nothing" | false pages |',
    `|${'---|'.repeat(6)}`,
    ...rows.map((row) => `| ${row} |`),
    `| all | ${whole.join(' | ')} |`,
    '',
    'A need of which no profile has a word, and no code agrees, gets "nothing fits"; so does a need of up to three words and nothing else to go by of which no firm has most (`gaming mouse`, `iphone xr`). That share, .6, was chosen on these very needs: the unanswerable ones have at most .57 or all, the answerable ones all or none.',
    '',
    'What still gets a page: needs whose words all stand in one profile, in another sense or beside the point (`microsoft surface`, `usb battery`, `micro sd card`, `smartwatch`). Nothing in the words tells them from answerable ones. A harder trial: with everybody taken out who was judged relevant at all, 10 of 51 needs of the two chorus sets get "nothing fits" (5 before that rule), and none of 60 needs each of english-local, kosovo and peru-2020; who remains was not judged, so that not all of these are errors.',
  ]
}
