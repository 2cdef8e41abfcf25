/** The codes a need is written with, which its names are asked for. */
import type { Need, OpenNeed } from '#lib/api/answers.ts'

type Asked = Pick<Need | OpenNeed, 'products' | 'processes' | 'criteria'>

/** Every concept and standard that a need names. */
export function codesOf({ products, processes, criteria }: Asked): string[] {
  const asked = requirementsOf({ criteria }).flatMap(({ kind, code, within }) => (NAMED.has(kind) ? [code, within] : [within]))
  return [...products, ...processes, ...asked].filter((code) => code !== '')
}

export function requirementsOf({ criteria }: Pick<Asked, 'criteria'>) {
  return criteria.flatMap(({ groups }) => groups.flatMap(({ requirements }) => requirements))
}

const NAMED = new Set(['process', 'product', 'certificate', 'references'])
