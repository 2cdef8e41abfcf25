/** Draws images anew: within bounds, upright, and without what the camera or the program wrote beside the picture. */
import sharp, { type Sharp } from 'sharp'
import type { FileKind } from '../../domain/files.ts'
import type { Inspected } from '../ports/file-inspector.ts'
import { refused } from './file-inspector-bytes.ts'

/** 50 million points lie in memory as 200 MB; an edge beyond this is none of a photograph. */
export const IMAGE_LIMITS = { points: 50_000_000, edge: 16_384, edgeAfter: 4_096 } as const

const QUALITY = 90

export async function redraw(kind: FileKind, bytes: Uint8Array): Promise<Inspected> {
  const { edge, edgeAfter, points } = IMAGE_LIMITS
  const options = { limitInputPixels: points, failOn: 'error', pages: 1 } as const
  try {
    // Told by the head alone, before anything is unpacked.
    const { width, height, format } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
    if (format !== SHARP_NAME[kind]) return refused('document-wrong-kind', { kind })
    if (Math.max(width, height) > edge || width * height > points) return refused('document-image-too-large', { edge })
    const image = sharp(bytes, options)
      .autoOrient()
      .resize({ width: edgeAfter, height: edgeAfter, fit: 'inside', withoutEnlargement: true })
    return { ok: true, bytes: await written(kind, image).toBuffer() }
  } catch {
    return refused('document-unreadable', { kind })
  }
}

const SHARP_NAME: Partial<Record<FileKind, string>> = { jpg: 'jpeg', png: 'png', webp: 'webp' }

function written(kind: FileKind, image: Sharp): Sharp {
  if (kind === 'png') return image.png()
  return kind === 'webp' ? image.webp({ quality: QUALITY }) : image.jpeg({ quality: QUALITY })
}
