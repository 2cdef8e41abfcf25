/** Evaluates one requirement against one firm's facts: every kind of requirement has its rule (domain reference 3.2 to 3.4). */
import type { ProfileFacts } from './profiles.ts'
import type { Requirement, RequirementKind } from './sourcing.ts'
import type { Verdict, VerdictContext } from './verdict.ts'
import { capacityAnswer } from './verdict-capacity.ts'
import { certificateAnswer } from './verdict-certificate.ts'
import { countryAnswer, employeesAnswer, exclusionAnswer, referencesAnswer } from './verdict-firm.ts'
import type { Case } from './verdict-grounds.ts'
import { materialAnswer } from './verdict-material.ts'
import { parameterAnswer } from './verdict-parameter.ts'
import { functionAnswer, processAnswer, productAnswer } from './verdict-process.ts'
import { exportsAnswer, languageAnswer, leadTimeAnswer } from './verdict-terms.ts'

/**
 * The verdict of one requirement: met, by implication, expiring, near, unknown or not met, with its fact, evidence and gap.
 *
 * Only the facts handed in are used; what the asker may not see has to be left out of them, with its section no longer
 * marked complete, and is then unknown.
 */
export function evaluate(requirement: Requirement, facts: ProfileFacts, context: VerdictContext): Verdict {
  return RULES[requirement.kind]({ requirement, facts, context })
}

const RULES: Record<RequirementKind, (asked: Case) => Verdict> = {
  process: processAnswer,
  parameter: parameterAnswer,
  material: materialAnswer,
  product: productAnswer,
  function: functionAnswer,
  certificate: ({ requirement, facts, context }) => certificateAnswer(requirement, facts, context),
  capacity: capacityAnswer,
  'sample-lead-time': leadTimeAnswer,
  'series-lead-time': leadTimeAnswer,
  references: referencesAnswer,
  exports: exportsAnswer,
  language: languageAnswer,
  employees: employeesAnswer,
  country: countryAnswer,
  'exclusion-ground': exclusionAnswer,
}
