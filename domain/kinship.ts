/** How two concepts of the thesaurus are related: the same, a narrower one, a wider one, a sibling, or not at all. */
import type { Concept } from './taxonomy.ts'
import type { ConceptTree } from './verdict.ts'

export type Kinship = 'same' | 'child' | 'parent' | 'sibling' | null

/** What the recorded concept is to the one asked: CNC turning is a `child` of machining and a `sibling` of milling. */
export function kinshipOf(concepts: ConceptTree, asked: string, recorded: string): Kinship {
  if (asked === recorded) return 'same'
  const above = concepts.ancestorsOf(recorded)
  if (above.includes(asked)) return 'child'
  const aboveAsked = concepts.ancestorsOf(asked)
  if (aboveAsked.includes(recorded)) return 'parent'
  return above[0] !== undefined && above[0] === aboveAsked[0] ? 'sibling' : null
}

/** True for the same concept, a narrower or a wider one: a figure of one tells about the other. */
export function isRelated(concepts: ConceptTree, asked: string, recorded: string): boolean {
  const kinship = kinshipOf(concepts, asked, recorded)
  return kinship !== null && kinship !== 'sibling'
}

/** The thesaurus as verdicts ask it; the ways up are walked once, when the tree is made. */
export function conceptTree(concepts: readonly Pick<Concept, 'code' | 'kind' | 'group' | 'parent'>[]): ConceptTree {
  const byCode = new Map(concepts.map((concept) => [concept.code, concept]))
  const above = new Map(concepts.map(({ code }) => [code, walkUp(code, byCode)]))
  return {
    ancestorsOf: (code) => above.get(code) ?? [],
    familyOf(code) {
      const concept = byCode.get(code)
      return concept?.kind === 'process' ? concept.group : null
    },
  }
}

function walkUp(code: string, byCode: ReadonlyMap<string, { parent: string | null }>): string[] {
  const found: string[] = []
  let parent = byCode.get(code)?.parent ?? null
  while (parent !== null && !found.includes(parent)) {
    found.push(parent)
    parent = byCode.get(parent)?.parent ?? null
  }
  return found
}
