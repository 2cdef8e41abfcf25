/** Files that people take away: the same list as rows, as a spreadsheet and on paper, where no firm's name becomes a formula. */
import { parse } from 'csv-parse/sync'
import PDFDocument from 'pdfkit'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { ListDocument } from '../ports/document-writer.ts'
import { createDocumentWriter } from './document-writer.ts'

const NAMES = ['=HYPERLINK("http://x","y")', '+1', '-2+3', '@SUM(A1)', '\tTab', 'Łódź & "Sons", Ação œuvre ñ']
const DOCUMENT: ListDocument = {
  language: 'fr',
  title: 'Pièces embouties [A/B]',
  facts: [
    ['Version', '3'],
    ['Date', '23 nov. 2026'],
  ],
  basis: {
    title: 'Poids: exigences',
    columns: [
      { label: 'Exigence', width: 40 },
      { label: 'Poids', width: 10 },
    ],
    rows: [['Force de presse, au moins 200 t', 35.5]],
  },
  list: {
    title: 'Propositions',
    columns: [
      { label: 'PME', width: 30 },
      { label: 'Score', width: 10 },
    ],
    rows: NAMES.map((name, at) => [name, at + 0.5]),
  },
  entries: NAMES.map((title) => ({
    title,
    mark: 'Prêt, 81',
    under: 'Pune, Inde',
    rows: [['Force de presse', '250 t, demandé 200 t', 'Satisfait']],
    notes: ['Deux questions.'],
  })),
  pageLabel: 'Page {n} sur {of}',
}
const writer = createDocumentWriter()

describe('a list as rows', () => {
  it('says in every row what it is of, parts figures by commas where the language does, and guards against formulas', async () => {
    const text = Buffer.from(await writer.write('csv', DOCUMENT)).toString('utf8')
    const [head, ...rows] = parse(text, { delimiter: ';', bom: true }) as string[][]
    expect(head).toEqual(['Version', 'Date', 'PME', 'Score'])
    expect(rows.map(([version, date]) => [version, date])).toEqual(NAMES.map(() => ['3', '23 nov. 2026']))
    expect(rows.map((row) => row[3])).toEqual(['0,5', '1,5', '2,5', '3,5', '4,5', '5,5'])
    for (const [, , name = ''] of rows) expect(name).not.toMatch(/^[=+\-@\t\r]/)
    expect(rows[5]?.[2]).toBe(NAMES[5])
  })

  it('in English it is what every program reads', async () => {
    const text = Buffer.from(await writer.write('csv', { ...DOCUMENT, language: 'en' })).toString('utf8')
    const [, first] = parse(text, { bom: true }) as string[][]
    expect(first?.[3]).toBe('0.5')
  })
})

describe('a list as a spreadsheet', () => {
  it('keeps texts as texts and figures as figures, with a sheet that says what it rests on', async () => {
    const bytes = Buffer.from(await writer.write('xlsx', DOCUMENT))
    const rows = await readSheet(bytes, 1)
    expect(rows[0]).toEqual(['PME', 'Score'])
    // A tab at the start is what a spreadsheet itself drops.
    expect(rows.slice(1).map(([name]) => String(name).trim())).toEqual(NAMES.map((name) => name.trim()))
    expect(rows.slice(1).map(([, score]) => score)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    const about = await readSheet(bytes, 2)
    expect(about.flat()).toEqual(expect.arrayContaining(['Version', '3', 'Force de presse, au moins 200 t', 35.5]))
  })
})

describe('a list on paper', () => {
  it('is a PDF with its own typeface, in the language of its reader, as many pages as it takes', async () => {
    const entries = Array.from({ length: 60 }, () => DOCUMENT.entries[5]!)
    const bytes = Buffer.from(await writer.write('pdf', { ...DOCUMENT, entries })).toString('latin1')
    expect(bytes.startsWith('%PDF-')).toBe(true)
    expect(bytes).toContain('/FontFile2')
    expect(bytes).toMatch(/\/Lang \(fr\)/)
    expect([...bytes.matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThan(3)
  })

  it('has a letter for everything that the four languages write', () => {
    const doc = new PDFDocument() as unknown as {
      font(path: string): { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } }
    }
    for (const name of ['regular', 'strong']) {
      const { font } = doc.font(new URL(`fonts/hanken-grotesk-${name}.ttf`, import.meta.url).pathname)._font
      const letters = 'áéíóúüñ¿¡ãõâêôçàèùëïîûœæÿÁÉÍÓÚÑÃÕÇÀÈÙŒ«»–—“”’…€×·²³°µ \u00a0'
      expect([...letters].filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))).toEqual([])
    }
  })
})
