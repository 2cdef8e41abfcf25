/** Sets an agreement on A4 with the product's own typeface: its clauses, then the signatures, with the page's number on each. */
import PDFDocument from 'pdfkit'
import type { AgreementWriter, PaperAgreement } from '../ports/agreement-writer.ts'

const REGULAR = new URL('fonts/hanken-grotesk-regular.ttf', import.meta.url).pathname
const STRONG = new URL('fonts/hanken-grotesk-strong.ttf', import.meta.url).pathname

type Doc = PDFKit.PDFDocument

const MARGIN = 64
const TEXT = 10.5
const SMALL = 8
const INK = '#1c2422'
const QUIET = '#5a6663'

export function createAgreementWriter(): AgreementWriter {
  return { write }
}

async function write(given: PaperAgreement): Promise<Uint8Array> {
  // The typeface has one no-break space; French is set with the narrow one.
  const agreement = JSON.parse(JSON.stringify(given).replaceAll('\u202f', '\u00a0')) as PaperAgreement
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, bufferPages: true, lang: agreement.language, info: { Title: agreement.title } })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  doc.registerFont('regular', REGULAR)
  doc.registerFont('strong', STRONG)
  doc.font('strong').fontSize(18).fillColor(INK).text(agreement.title, MARGIN).moveDown(0.5)
  doc.font('regular').fontSize(SMALL).fillColor(QUIET).text(agreement.note).moveDown(1.2)
  for (const paragraph of agreement.paragraphs) setParagraph(doc, paragraph)
  setSignatures(doc, agreement)
  numberPages(doc, agreement.pageLabel)
  doc.end()
  await ended
  return Buffer.concat(parts)
}

function setParagraph(doc: Doc, text: string): void {
  const isHeading = /^\d+\. /.test(text)
  if (isHeading && doc.y > doc.page.height - MARGIN - 60) doc.addPage()
  doc
    .font(isHeading ? 'strong' : 'regular')
    .fontSize(TEXT)
    .fillColor(INK)
    .text(text, MARGIN, doc.y, { lineGap: 2 })
    .moveDown(isHeading ? 0.2 : 0.8)
}

function setSignatures(doc: Doc, { signatures: { title, rows }, foot }: PaperAgreement): void {
  if (doc.y > doc.page.height - MARGIN - 60 - rows.length * 90) doc.addPage()
  doc.moveDown(0.6).font('strong').fontSize(13).fillColor(INK).text(title, MARGIN).moveDown(0.4)
  for (const lines of rows) {
    for (const [term, value] of lines) {
      doc.font('regular').fontSize(TEXT).fillColor(QUIET).text(`${term}: `, MARGIN, doc.y, { continued: true })
      doc.fillColor(INK).text(value)
    }
    doc.moveDown(0.8)
  }
  doc.font('regular').fontSize(SMALL).fillColor(QUIET).text(foot, MARGIN)
}

function numberPages(doc: Doc, label: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    doc.switchToPage(start + at)
    // Below the margin a line would else begin a new page.
    doc.page.margins.bottom = 0
    const text = label.replace('{n}', String(at + 1)).replace('{of}', String(count))
    const width = doc.page.width - 2 * MARGIN
    doc
      .font('regular')
      .fontSize(SMALL)
      .fillColor(QUIET)
      .text(text, MARGIN, doc.page.height - 40, { width, align: 'right', lineBreak: false })
  }
}
