/** Knock-outs as SQL over plain columns: who is known to fail a must, exactly as `standingOf` has it. */
import type { Condition, FeatureKey, KnockOut } from '../domain/match-query.ts'

/** Tags as whole numbers: shorter rows and quicker comparisons than texts. */
export type TagNumbers = (tag: FeatureKey) => number

export function numberTags(): TagNumbers {
  const numbers = new Map<FeatureKey, number>()
  return (tag) => {
    const number = numbers.get(tag) ?? numbers.size
    numbers.set(tag, number)
    return number
  }
}

/** A boolean expression, never null: true for whoever is known to fail a plain must. */
export function failing(knockOuts: readonly KnockOut[], tags: TagNumbers): string {
  const plain = knockOuts.filter(({ developable }) => !developable)
  return any(plain.map(({ groups }) => all(groups.map((group) => any(group.map((condition) => failed(condition, tags)))))))
}

/** A text in quotes, for SQL and for tsvector alike; ours hold letters, digits and `-./+:` only. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function failed(condition: Condition, tags: TagNumbers): string {
  switch (condition.kind) {
    case 'feature': {
      const saves = [...condition.anyOf, ...condition.near, ...condition.unsaid]
      return all([`not tags && ${array(saves, tags)}`, ...(condition.section === null ? [] : [completed(condition.section)])])
    }
    case 'without':
      return `tags @> ${array([condition.feature], tags)}`
    case 'certificate': {
      const held = condition.anyOf.map((standard) => `"until ${standard}" >= ${quoted(condition.validOn)}`)
      const near = condition.near.map((standard) => `"until ${standard}" is not null`)
      return all([completed('certificates'), `not coalesce(${any([...held, ...near].map((one) => `coalesce(${one}, false)`))}, false)`])
    }
    case 'number':
      return numberFailed(condition)
  }
}

function numberFailed({ column, min, max, nearMin, nearMax, sure }: Extract<Condition, { kind: 'number' }>): string {
  if (sure === 'never') return 'false'
  const within = (low: number | null, high: number | null) =>
    all([...(low === null ? [] : [`"${column}" >= ${low}`]), ...(high === null ? [] : [`"${column}" <= ${high}`])])
  return all([
    `"${column}" is not null`,
    `not ${any([within(min, max), within(nearMin, nearMax)])}`,
    ...(sure === 'always' ? [] : [completed(sure)]),
  ])
}

function completed(section: string): string {
  return `complete @> array[${quoted(section)}]::text[]`
}

function array(keys: readonly FeatureKey[], tags: TagNumbers): string {
  return `array[${keys.map(tags).join(', ')}]::int[]`
}

function any(parts: readonly string[]): string {
  return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`
}

function all(parts: readonly string[]): string {
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`
}
