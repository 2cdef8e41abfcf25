/** Sets a list on A4 with the product's own typeface embedded: what it is of, what it rests on, then one entry after the other. */
import PDFDocument from 'pdfkit'
import type { DocumentEntry, ListDocument } from '../ports/document-writer.ts'

const REGULAR = new URL('fonts/hanken-grotesk-regular.ttf', import.meta.url).pathname
const STRONG = new URL('fonts/hanken-grotesk-strong.ttf', import.meta.url).pathname

type Doc = PDFKit.PDFDocument

/** Points; A4 is 595 by 842. */
const MARGIN = 48
const SMALL = 8
const TEXT = 9.5
const INK = '#1c2422'
const QUIET = '#5a6663'
const LINE = '#d5dbd8'

export async function writePdf(given: ListDocument): Promise<Uint8Array> {
  const document = legible(given)
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, bufferPages: true, lang: document.language, info: { Title: document.title } })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  doc.registerFont('regular', REGULAR)
  doc.registerFont('strong', STRONG)
  head(doc, document)
  basis(doc, document)
  doc.moveDown(1)
  heading(doc, document.list.title)
  for (const entry of document.entries) setEntry(doc, entry)
  numberPages(doc, document.pageLabel)
  doc.end()
  await ended
  return Buffer.concat(parts)
}

/** The typeface has one no-break space; French figures are set with the narrow one. */
function legible(document: ListDocument): ListDocument {
  return JSON.parse(JSON.stringify(document).replaceAll('\u202f', '\u00a0')) as ListDocument
}

function widthOf(doc: Doc): number {
  return doc.page.width - 2 * MARGIN
}

function heading(doc: Doc, text: string): void {
  keepTogether(doc, 60)
  doc.font('strong').fontSize(13).fillColor(INK).text(text, MARGIN).moveDown(0.4)
}

function head(doc: Doc, { title, facts }: ListDocument): void {
  doc.font('strong').fontSize(18).fillColor(INK).text(title, MARGIN).moveDown(0.5)
  for (const [term, value] of facts) {
    doc.font('regular').fontSize(TEXT).fillColor(QUIET).text(`${term}: `, MARGIN, doc.y, { continued: true })
    doc.fillColor(INK).text(value)
  }
  doc.moveDown(1)
}

function basis(doc: Doc, { basis: { title, columns, rows } }: ListDocument): void {
  if (rows.length === 0) return
  heading(doc, title)
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const shares = columns.map(({ width }) => width / whole)
  const heads = columns.map(({ label }) => label)
  row(doc, heads, { shares, font: 'strong', color: QUIET })
  for (const cells of rows) row(doc, cells.map(String), { shares, font: 'regular', color: INK })
}

const ENTRY_SHARES = [0.4, 0.42, 0.18]

function setEntry(doc: Doc, { title, mark, under, rows, notes }: DocumentEntry): void {
  keepTogether(doc, 90)
  const width = widthOf(doc)
  doc.moveDown(0.6)
  doc.font('strong').fontSize(11).fillColor(INK)
  const top = doc.y
  doc.text(title, MARGIN, top, { width: width * 0.66 })
  const below = doc.y
  doc.fontSize(TEXT).text(mark, MARGIN + width * 0.68, top + 1, { width: width * 0.32, align: 'right' })
  doc.y = Math.max(below, doc.y)
  doc.font('regular').fontSize(SMALL).fillColor(QUIET).text(under, MARGIN, doc.y, { width }).moveDown(0.3)
  for (const cells of rows) row(doc, cells, { shares: ENTRY_SHARES, font: 'regular', color: INK })
  for (const note of notes)
    doc
      .font('regular')
      .fontSize(TEXT)
      .fillColor(INK)
      .text(note, MARGIN, doc.y + 3, { width })
}

interface Look {
  shares: readonly number[]
  font: 'regular' | 'strong'
  color: string
}

/** Cells side by side on a line of their own; a row is never broken over two pages. */
function row(doc: Doc, cells: readonly string[], { shares, font, color }: Look): void {
  const width = widthOf(doc)
  const widths = shares.map((share) => width * share - GAP)
  doc.font(font).fontSize(TEXT)
  const height = Math.max(...cells.map((cell, at) => doc.heightOfString(cell, { width: widths[at] ?? 0 })))
  keepTogether(doc, height + 8)
  const top = doc.y + 3
  let left = MARGIN
  for (const [at, cell] of cells.entries()) {
    doc.fillColor(color).text(cell, left, top, { width: widths[at] ?? 0 })
    left += width * (shares[at] ?? 0)
  }
  doc.y = top + height + 3
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(MARGIN + width, doc.y)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke()
}

const GAP = 10

function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN - 12) doc.addPage()
}

function numberPages(doc: Doc, label: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    doc.switchToPage(start + at)
    const text = label.replace('{n}', String(at + 1)).replace('{of}', String(count))
    const bottom = doc.page.margins.bottom
    // Below the margin a line would else begin a new page.
    doc.page.margins.bottom = 0
    doc
      .font('regular')
      .fontSize(SMALL)
      .fillColor(QUIET)
      .text(text, MARGIN, doc.page.height - 32, { width: widthOf(doc), align: 'right', lineBreak: false })
    doc.page.margins.bottom = bottom
  }
}
