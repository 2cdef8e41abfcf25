/** Files as people bring them, and as nobody should: made by hand, with a word of our own wherever a program would leave its author's name. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'

export const TYPES = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  txt: 'text/plain',
} as const

interface Part {
  name: string
  data: Buffer
  /** What the directory says instead of the true size. */
  says?: number
}

/** A ZIP archive, packed; with the sizes that it is told to announce. */
export function zipOf(parts: readonly Part[], comment = ''): Buffer {
  const blocks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, says } of parts) {
    const packed = deflateRawSync(data)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(says ?? data.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, nameBytes)
    blocks.push(Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed)
    offset += 30 + nameBytes.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  end.writeUInt16LE(Buffer.byteLength(comment), 16)
  return Buffer.concat([...blocks, listed, Buffer.from('PK\x05\x06', 'latin1'), end, Buffer.from(comment)])
}

const part = (name: string, text: string): Part => ({ name, data: Buffer.from(text) })
const WORD_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'

/** A Word file with its author; further parts as they are given. */
export function docxOf(author = 'Somebody', more: readonly Part[] = [], types = WORD_TYPES): Buffer {
  return zipOf([
    part('[Content_Types].xml', types),
    part('word/document.xml', '<?xml version="1.0"?><w:document xmlns:w="x"><w:body/></w:document>'),
    part('docProps/core.xml', `<?xml version="1.0"?><cp:coreProperties><dc:creator>${author}</dc:creator></cp:coreProperties>`),
    ...more,
  ])
}

export const MACRO_PARTS: readonly Part[] = [part('word/vbaProject.bin', 'program')]
export const MACRO_TYPES = WORD_TYPES.replace('document.main+xml', 'document.macroEnabled.main+xml')
export const FOREIGN_TEMPLATE: readonly Part[] = [
  part(
    'word/_rels/settings.xml.rels',
    '<Relationship Type="x/attachedTemplate" Target="https://elsewhere.example/t.dotm" TargetMode="External"/>',
  ),
]

/** Half a gigabyte of nothing in half a megabyte; `says` a small size where it lies. */
export function bombOf(says?: number): Buffer {
  const nothing = Buffer.alloc(says === undefined ? 400 * 1024 * 1024 : 60 * 1024 * 1024)
  return docxOf('Bomb', [{ name: 'word/media/picture.xml', data: nothing, ...(says !== undefined && { says }) }])
}

/** A photograph with a camera, a place and an owner. */
export async function jpegOf(owner: string): Promise<Buffer> {
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: '#446688' } })
  const exif = { IFD0: { Copyright: owner, Artist: owner, Software: owner }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '18/1 31/1 0/1' } }
  return image.withExif(exif).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>${owner}</dc:creator></x:xmpmeta>`).jpeg().toBuffer()
}

export function pngOf(width = 32, height = 32): Buffer {
  // One bit a point, so that even 20,000 by 20,000 of them are a small file.
  const row = Buffer.alloc(1 + Math.ceil(width / 8), 0xff)
  row[0] = 0
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    const sum = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type), data])))
    return Buffer.concat([length, Buffer.from(type), data, sum])
  }
  const points = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const parts = [chunk('IHDR', head), chunk('IDAT', points), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

/** A PDF in which a word stands wherever a program writes who made it: information, XMP, history, comments, links, files and pictures in it. */
export async function pdfOf(word: string, text = 'Bracket, 2 mm steel'): Promise<Buffer> {
  const made = await PDFDocument.create()
  const page = made.addPage([400, 300])
  page.drawText(text, { x: 20, y: 250, size: 12 })
  page.drawImage(await made.embedJpg(await jpegOf(word)), { x: 20, y: 20, width: 64, height: 48 })
  made.setTitle(`${word} title`)
  made.setAuthor(word)
  made.setSubject(word)
  made.setCreator(`${word} CAD`)
  made.setProducer(word)
  made.setKeywords([word])
  const { context } = made
  const xmp = context.register(PDFRawStream.of(context.obj({ Type: 'Metadata', Subtype: 'XML' }), Buffer.from(`<x>${word}</x>`)))
  made.catalog.set(PDFName.of('Metadata'), xmp)
  page.node.set(PDFName.of('Metadata'), xmp)
  page.node.set(PDFName.of('PieceInfo'), context.obj({ Adobe: { Private: PDFString.of(word) } }))
  const comment = context.obj({
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [0, 0, 9, 9],
    T: PDFString.of(word),
    Contents: PDFHexString.fromText(word),
  })
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 9, 9],
    A: { S: 'URI', URI: PDFString.of(`https://${word}.example`) },
  })
  page.node.set(PDFName.of('Annots'), context.obj([context.register(comment), context.register(link)]))
  await made.attach(Buffer.from(word), `${word}.txt`, { description: word })
  const first = await made.save({ useObjectStreams: false })
  // What an older state held stays in the file when a program only appends.
  const appended = `\n99 0 obj\n<< /Old (${word}) >>\nendobj\nxref\n99 1\n${String(first.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 100 /Root ${made.context.trailerInfo.Root} /Prev ${startOf(first)} >>\nstartxref\n${first.length + 1 + 40 + word.length}\n%%EOF\n`
  return Buffer.concat([first, Buffer.from(appended)])
}

function startOf(pdf: Uint8Array): string {
  return /startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(pdf).toString('latin1'))?.[1] ?? '0'
}

/** Whether a word stands anywhere in a file: as it is, as UTF-16, in hex, or inside of a stream that is packed. */
export async function speaksOf(bytes: Uint8Array, word: string): Promise<boolean> {
  const whole = Buffer.from(bytes)
  const spelled = [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word, 'utf16le').swap16()]
  const forms = [
    ...spelled,
    ...spelled.map((one) => Buffer.from(one.toString('hex'))),
    ...spelled.map((one) => Buffer.from(one.toString('hex').toUpperCase())),
  ]
  if (forms.some((form) => whole.includes(form))) return true
  if (whole.subarray(0, 5).toString() !== '%PDF-') return false
  const document = await PDFDocument.load(whole, { updateMetadata: false })
  return document.context.enumerateIndirectObjects().some(([, object]) => {
    if (!(object instanceof PDFRawStream)) return forms.some((form) => object.toString().includes(form.toString('latin1')))
    return forms.some((form) => Buffer.from(object.contents).includes(form) || object.dict.toString().includes(form.toString('latin1')))
  })
}
