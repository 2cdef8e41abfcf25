/** Materials worked: the same 1, only the wider family .7, another of the family near (domain reference 3.3). */
import { isRelated } from './kinship.ts'
import { type MaterialKinship, materialKinship } from './materials.ts'
import type { ProcessFact } from './profiles.ts'
import type { Verdict } from './verdict.ts'
import { absence, best, type Case, type Finding, reason, weigh, worst } from './verdict-grounds.ts'

/** With `one-of` the best material answers, otherwise the one that is missed most. */
export function materialAnswer(asked: Case): Verdict {
  const wanted = asked.requirement.values.length > 0 ? asked.requirement.values : [asked.requirement.code]
  const [first = '', ...others] = wanted
  const answers: [Verdict, ...Verdict[]] = [ofMaterial(asked, first), ...others.map((material) => ofMaterial(asked, material))]
  return asked.requirement.operator === 'one-of' ? best(asked, answers) : worst(answers)
}

function ofMaterial(asked: Case, material: string): Verdict {
  const { requirement, facts, context } = asked
  const nothing = absence(asked, 'processes', reason('material-absent', { material, process: requirement.within }))
  const answers = facts.processes.flatMap((fact) => {
    if (requirement.within !== '' && !isRelated(context.concepts, requirement.within, fact.process)) return []
    return fact.materials.flatMap((worked) => {
      const kinship = materialKinship(material, worked)
      return kinship
        ? [weigh(asked, finding(kinship, material, worked, fact), { kind: 'process', id: fact.id, provenance: fact.provenance })]
        : []
    })
  })
  return best(asked, [...answers, nothing])
}

function finding(kinship: NonNullable<MaterialKinship>, material: string, worked: string, fact: ProcessFact): Finding {
  return {
    ...BY_KINSHIP[kinship],
    reason: reason(`material-${kinship}`, { material, works: worked, process: fact.process }),
  }
}

const BY_KINSHIP: Record<NonNullable<MaterialKinship>, Pick<Finding, 'verdict' | 'value'>> = {
  same: { verdict: 'met', value: 1 },
  family: { verdict: 'met', value: 0.7 },
  sibling: { verdict: 'near', value: 0.3 },
}
