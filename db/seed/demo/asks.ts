/** Short ways to write down what a need of the demonstration asks, so that its data reads as a list of criteria. */
import type { CriterionCategory, RequirementClass } from '../../../domain/sourcing.ts'
import type { DemoCriterion, DemoRequirement } from './shape.ts'

/** One group of requirements, all of which must hold. */
type Ask = (title: string, category: CriterionCategory, ...requirements: DemoRequirement[]) => DemoCriterion

function asking(own: RequirementClass): Ask {
  return (title, category, ...requirements) => ({ title, category, class: own, groups: [requirements] })
}

export const must: Ask = asking('must')
export const closable: Ask = asking('developable-must')
export const wish: Ask = asking('scored')
export const exclusion: Ask = asking('exclusion')

/** One of the certificates suffices. */
export function wishEither(title: string, category: CriterionCategory, ...standards: string[]): DemoCriterion {
  return { title, category, class: 'scored', groups: standards.map((code) => [certificate(code)]) }
}

export function process(code: string): DemoRequirement {
  return { kind: 'process', code, operator: 'has' }
}

export function certificate(code: string, more: Partial<DemoRequirement> = {}): DemoRequirement {
  return { kind: 'certificate', code, operator: 'has', ...more }
}

/** The lead firm takes another certificate of the same rank. */
export function orEquivalent(code: string): DemoRequirement {
  return certificate(code, { acceptEquivalent: true })
}

export function capacity(value: number, unit: string): DemoRequirement {
  return { kind: 'capacity', operator: 'at-least', value, unit }
}

export function atLeast(code: string, within: string, value: number, unit: string): DemoRequirement {
  return { kind: 'parameter', code, within, operator: 'at-least', value, unit }
}

export function atMost(code: string, within: string, value: number, unit: string): DemoRequirement {
  return { kind: 'parameter', code, within, operator: 'at-most', value, unit }
}

export function samplesWithin(value: number): DemoRequirement {
  return { kind: 'sample-lead-time', operator: 'at-most', value, unit: 'd' }
}

export function references(value: number): DemoRequirement {
  return { kind: 'references', operator: 'at-least', value }
}

export function ground(code: string): DemoRequirement {
  return { kind: 'exclusion-ground', code, operator: 'has' }
}
