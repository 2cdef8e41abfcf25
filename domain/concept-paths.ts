/** Where a concept or a classification code stands in its tree, and how a place and a language are named: the steps that needs and profiles share. */
import { type FeatureKey, featureKey } from './match-query.ts'
import { ancestorsOf, type Concept, type ConceptIndex } from './taxonomy.ts'
import { fold } from './text.ts'

/** The concept and its ancestors, root first: `machining`, `cnc-turning`, `swiss-turning`. */
export function pathOf(code: string, concepts: Pick<ConceptIndex, 'byCode'>): string[] {
  return [...ancestorsOf(code, concepts).reverse(), code]
}

/** The classification codes a concept stands near, with their scheme: `hs:8708`, `isic:2591`, `cpv:34330000`. */
export function codesOf(concept: Concept): string[] {
  return [
    ...concept.isic.map((code) => `isic:${code}`),
    ...concept.hs.map((code) => `hs:${code}`),
    ...concept.cpv.map((code) => `cpv:${code}`),
  ]
}

/** A classification code and its ancestors, coarse first, at most five: `hs:870829` is `hs:87`, `hs:8708`, `hs:870829`; CPV loses its noughts. */
export function classPath(code: string): string[] {
  const [scheme = '', full = ''] = code.split(':')
  const digits = scheme === 'cpv' ? full.replace(/0+$/, '').padEnd(2, '0') : full
  const step = scheme === 'hs' ? 2 : 1
  const path: string[] = []
  for (let length = 2; length < digits.length && path.length < 4; length += step) path.push(`${scheme}:${digits.slice(0, length)}`)
  return [...path, `${scheme}:${digits}`]
}

/** The names in a place, folded: `Chakan, Pune` is `chakan` and `pune`. */
export function placeNames(place: string): string[] {
  const parts = fold(place).split(/[,;/()]/)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part.length > 1))]
}

/** The language alone, without script or country: `pt-BR` is `language:pt`. */
export function languageTag(language: string): FeatureKey {
  return featureKey('language', language.slice(0, 2).toLowerCase())
}
