/** A profile is encoded alike whether numbers stand behind its words and tags or only their texts are known. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateFirm } from '../../bench/generate.ts'
import { lexicon } from '../../bench/lexicon.ts'
import { chance } from '../../bench/random.ts'
import { loadTaxonomy } from '../../db/seed/taxonomy.ts'
import { numbersBehind } from '../../domain/feature-numbers.ts'
import type { ProfileFeatures } from '../../domain/match-query.ts'
import { featuresOf } from '../../domain/profile-features.ts'
import { buildConceptIndex } from '../../domain/taxonomy.ts'
import { stem, tokens } from '../../domain/text.ts'
import { batchOf, createEncoder } from './embedded-batch.ts'
import { buildSegment } from './embedded-build.ts'

const words = lexicon(chance(5), loadTaxonomy())
const concepts = buildConceptIndex(words.concepts)
const SIGNS = [...'aeoñÉßœ09½²-./+, ', 'the ', 'les ', 'de ', 'para ', 'stamping', 'fundición ', '6061-T5 ', '한글 ', 'Ж', '😀', '\u0301']

const texts = fc.record({
  name: fc.array(fc.constantFrom(...SIGNS), { maxLength: 8 }).map((signs) => signs.join('')),
  headline: fc.array(fc.constantFrom(...SIGNS), { maxLength: 5 }).map((signs) => signs.join('')),
  description: fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }).map((signs) => signs.join('')),
  language: fc.constantFrom('en', 'es-MX', 'pt', 'fr', 'de', 'ar'),
})

/** Made-up firms with made-up texts, as the product reads them. */
const firms = fc.array(
  fc.record({ seed: fc.nat({ max: 10_000 }), written: fc.array(texts, { minLength: 1, maxLength: 3 }) }).map(({ seed, written }) => {
    const { facts } = generateFirm(chance(seed), words, seed)
    return { facts, texts: written }
  }),
  { minLength: 1, maxLength: 12 },
)

describe('a profile', () => {
  it('is encoded as its texts say, whatever numbers stand behind them', () => {
    fc.assert(
      fc.property(firms, (list) => {
        const numbered = list.map((firm) => featuresOf(firm.facts, firm.texts, { concepts }))
        const plain = structuredClone(numbered)
        expect(numbersBehind(numbered.at(-1) as ProfileFeatures)).not.toBe(null)
        for (const profile of plain) expect(numbersBehind(profile)).toBe(null)
        expect(batchOf(numbered)).toEqual(batchOf(plain))
      }),
      { numRuns: 200 },
    )
  })

  it('has the words of its texts as the plain rules cut them', () => {
    fc.assert(
      fc.property(texts, ({ name, headline, description }) => {
        const { facts } = generateFirm(chance(1), words, 1)
        const firm = { ...facts, products: [], processes: [] }
        const { terms, tags } = featuresOf(firm, [{ name, headline, description, language: 'xx' }], { concepts })
        const counts = new Map<string, number>()
        for (const word of [...plainly(name), ...plainly(description)]) counts.set(word, Math.min(255, (counts.get(word) ?? 0) + 1))
        expect(terms).toEqual([...counts])
        const open = [...new Set(plainly(`${name} ${headline}`))].map((word) => `open:${word}`)
        expect(tags.filter((tag) => tag.startsWith('open:'))).toEqual(open)
      }),
    )
  })

  it('is encoded alike after words were forgotten amid a build, and in however many batches', () => {
    const made = Array.from({ length: 40 }, (_, at) => featuresOf(generateFirm(chance(at), words, at).facts, [rare(at)], { concepts }))
    expect(made.some((profile) => numbersBehind(profile) === null)).toBe(true)
    expect(made.some((profile) => numbersBehind(profile) !== null)).toBe(true)
    const whole = buildSegment(1, [batchOf(structuredClone(made))], 0)
    const parts = buildSegment(1, batchesOf(made, 7), 0)
    expect(parts.meta).toEqual(whole.meta)
    expect(Buffer.from(parts.buffer).equals(Buffer.from(whole.buffer))).toBe(true)
  })
})

function plainly(text: string): string[] {
  return tokens(text)
    .filter((word) => word.length > 1 || /\p{N}/u.test(word))
    .map(stem)
}

/** So many words that nobody else has that remembering all of all firms is given up. */
function rare(at: number): { name: string; description: string; language: string } {
  const description = Array.from({ length: 1_500 }, (_, word) => `x${at * 1_500 + word}`).join(' ')
  return { name: `Works ${at}`, description, language: 'en' }
}

function batchesOf(profiles: readonly ProfileFeatures[], size: number) {
  const encoder = createEncoder()
  return profiles.flatMap((profile, at) => {
    encoder.add(profile)
    return encoder.count() === size || at === profiles.length - 1 ? [encoder.take()] : []
  })
}
