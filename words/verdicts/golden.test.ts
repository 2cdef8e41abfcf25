/** Every reason in every language, whole: a changed word shows as a changed line of golden.txt (`vitest -u` accepts it). */
import { describe, expect, it } from 'vitest'
import { loadStandards } from '../../db/seed/standards.ts'
import { MATERIALS } from '../../domain/materials.ts'
import { GENERAL_PARAMETERS, PARAMETERS } from '../../domain/parameters.ts'
import { buildCatalogue } from '../../domain/standards.ts'
import { CONCEPTS, context, firm, need, requirement } from '../../domain/verdict.fixtures.ts'
import { REASON_CODES } from '../../domain/verdict-reasons.ts'
import { evaluate } from '../../domain/verdicts.ts'
import type { Locale } from '../locales.ts'
import { LOCALES } from '../locales.ts'
import { gapsOf } from '../message.ts'
import { loadDictionary, type Speaker, speaker } from '../speaker.ts'
import { verdicts as en } from './en.ts'
import { verdicts as es } from './es.ts'
import { verdicts as fr } from './fr.ts'
import { CASES } from './golden.cases.ts'
import { verdicts as pt } from './pt.ts'
import { tellVerdict, tellWord } from './sentence.ts'
import { VALUE_SIGNS } from './signs.ts'

const OWN: Record<Locale, Record<keyof typeof en, string>> = { en, es, pt, fr }
const { standards, editions, implications } = loadStandards()
const catalogue = buildCatalogue(standards, editions, implications)
const NAMES: Record<string, string> = Object.fromEntries(standards.map(({ code, name }) => [code, name]))

async function speakers(): Promise<Speaker[]> {
  return Promise.all(LOCALES.map(async (locale) => speaker(locale, { ...(await loadDictionary(locale)), ...OWN[locale] })))
}

function nameIn(words: Speaker): (code: string) => string {
  return (code) => NAMES[code] ?? CONCEPT_NAMES[code]?.[LOCALES.indexOf(words.locale)] ?? words.code('process', code)
}

const verdicts = CASES.map(({ asked, facts = {}, over = {} }) => {
  const what = requirement(asked)
  return {
    what,
    verdict: evaluate(what, firm(facts), context({ catalogue, concepts: CONCEPTS, need: need({ processes: ['turning'] }), ...over })),
  }
})

describe('the sentences of verdicts', () => {
  it('have a case for every reason that a rule may give', () => {
    expect([...new Set(verdicts.map(({ verdict }) => verdict.reason.code))].sort()).toEqual([...REASON_CODES].sort())
  })

  it('read as written in golden.txt, in four languages', async () => {
    const lines = (await speakers()).flatMap((words) =>
      verdicts.map(({ what, verdict }) => `${words.locale} ${verdict.reason.code}: ${tellVerdict(words, what, verdict, nameIn(words))}`),
    )
    await expect(`${lines.join('\n').replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')}\n`).toMatchFileSnapshot('golden.txt')
  })

  it('leave no gap open', async () => {
    const open = (await speakers())
      .flatMap((words) => verdicts.map(({ what, verdict }) => tellVerdict(words, what, verdict, nameIn(words))))
      .filter((line) => line.includes('{'))
    expect(open).toEqual([])
  })
})

describe('the words of parameters and materials', () => {
  const definitions = [...GENERAL_PARAMETERS, ...Object.values(PARAMETERS).flat()]

  it('name every parameter, every word it may take, and every material', async () => {
    for (const words of await speakers()) {
      expect(definitions.filter(({ code }) => !words.knows('parameter', code))).toEqual([])
      const own = OWN[words.locale]
      const codes = [...definitions.flatMap(({ values = [] }) => values), ...Object.keys(MATERIALS)]
      const known = (code: string) => `parameter-value.${code}` in own || `material.${code}` in own || code in VALUE_SIGNS
      expect(codes.filter((code) => !known(code))).toEqual([])
      expect(codes.filter((code) => tellWord(words, code) === '')).toEqual([])
    }
  })

  it('have the gaps of English in every language', () => {
    for (const locale of LOCALES)
      for (const [key, word] of Object.entries(en)) expect(gapsOf(OWN[locale][key as keyof typeof en])).toEqual(gapsOf(word))
  })
})

/** Labels of the concepts in the cases, in the order of LOCALES. */
const CONCEPT_NAMES: Record<string, readonly string[]> = {
  turning: ['Turning', 'Torneado', 'Torneamento', 'Tournage'],
  'cnc-turning': ['CNC turning', 'Torneado CNC', 'Torneamento CNC', 'Tournage CNC'],
  milling: ['Milling', 'Fresado', 'Fresamento', 'Fraisage'],
  'brake-discs': ['Brake discs', 'Discos de freno', 'Discos de freio', 'Disques de frein'],
  'brake-parts': ['Brake parts', 'Piezas de freno', 'Peças de freio', 'Pièces de frein'],
}
