/** Text is read alike whatever its case, accents or endings. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyse, fold, grams, stem, tokens } from './text.ts'

describe('reading text', () => {
  test.each([
    ['Équipement', 'equipement'],
    ['ＣＮＣ', 'cnc'],
    ['FUNDIÇÃO', 'fundicao'],
    ['Straße Œuvre', 'strasse oeuvre'],
  ])('%s is folded to %s', (written, folded) => expect(fold(written)).toBe(folded))

  test.each([
    ['CNC-machined brackets, M12 (6061-T5)', ['cnc', 'machined', 'brackets', 'm12', '6061-t5', '6061', 't5']],
    ['sheet-metal', ['sheet', 'metal']],
    ['tolerance 0.05 mm', ['tolerance', '0.05', '0', '05', 'mm']],
    ['l’usine d’Agadir', ['l', 'usine', 'd', 'agadir']],
    ['التشغيل الآلي', ['التشغيل', 'الالي']],
    ['', []],
  ])('%s is cut into words, identifiers whole and in parts', (text, words) => expect(tokens(text)).toEqual(words))

  test.each([
    ['stamping', 'stamped'],
    ['brackets', 'bracket'],
    ['press', 'pressing'],
    ['glass', 'glasses'],
    ['fundiciones', 'fundición'],
    ['soldadura', 'soldaduras'],
    ['peças', 'peça'],
    ['usinage', 'usinages'],
  ])('%s and %s are one word', (one, other) => expect(stem(fold(one))).toBe(stem(fold(other))))

  test.each([
    ['steel', 'stone'],
    ['m12', 'm16'],
    ['iso9001', 'iso9002'],
  ])('%s and %s stay two', (one, other) => expect(stem(one)).not.toBe(stem(other)))

  test('filler words of the language are left out, repeats stay', () => {
    expect(analyse('The press and the press shop', 'en-GB')).toEqual(['press', 'press', 'shop'])
    expect(analyse('la prensa de los talleres', 'es')).toEqual(['prens', 'taller'])
    expect(analyse('the press', 'ar')).toEqual(['the', 'press'])
  })

  test('pieces of a word overlap and keep its ends', () => {
    expect(grams('bolt', 4)).toEqual(['^bol', 'bolt', 'olt$'])
    expect(grams('a', 4)).toEqual(['^a$'])
  })

  test('case and composition of letters never change the analysis', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(analyse(text.normalize('NFD'), 'es')).toEqual(analyse(text.normalize('NFC'), 'es'))
        for (const word of analyse(text, 'fr')) expect(word).not.toBe('')
      }),
    )
  })
})
