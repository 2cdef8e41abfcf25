/** What the firm does and makes: processes, products and functions, with their relatives in the thesaurus (domain reference 3.3). */
import { isRelated, type Kinship, kinshipOf } from './kinship.ts'
import type { FirmFunction, FunctionMode, ProcessFact, ProductFact } from './profiles.ts'
import type { Verdict } from './verdict.ts'
import { absence, best, type Case, type Finding, reason, weigh } from './verdict-grounds.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/** Work given out counts less than work done in house. */
const SUBCONTRACTED = 0.6

/** A sibling or a wider process is near, and counts so much. */
const NEAR_RELATIVE = 0.3

/** Exact 1, a child process 1, a sibling or only the wider process .3 and near; subcontracted .6 of it. */
export function processAnswer(asked: Case): Verdict {
  const { requirement, facts, context } = asked
  const nothing = absence(asked, 'processes', reason('process-absent', { process: requirement.code }))
  const answers = facts.processes.flatMap((fact) => {
    const kinship = kinshipOf(context.concepts, requirement.code, fact.process)
    return kinship
      ? [weigh(asked, processFinding(asked, fact, kinship), { kind: 'process', id: fact.id, provenance: fact.provenance })]
      : []
  })
  return best(asked, [...answers, nothing])
}

function processFinding({ requirement, facts }: Case, fact: ProcessFact, kinship: NonNullable<Kinship>): Finding {
  const near = kinship === 'parent' || kinship === 'sibling'
  const own = fact.mode === 'own'
  const code = near || own ? PROCESS_REASONS[kinship] : 'process-subcontracted'
  const site = facts.sites.find(({ id }) => id === fact.siteId)?.name ?? ''
  const params = { process: requirement.code, does: fact.process, years: fact.yearsOfExperience, site }
  return {
    verdict: near ? 'near' : 'met',
    value: (near ? NEAR_RELATIVE : 1) * (own ? 1 : SUBCONTRACTED),
    reason: reason(code, params),
  }
}

const PROCESS_REASONS: Record<NonNullable<Kinship>, ReasonCode> = {
  same: 'process-own',
  child: 'process-child',
  parent: 'process-general',
  sibling: 'process-sibling',
}

/** The product or a narrower one 1; only the wider product group .3 and near. Siblings say nothing: a brake disc is no clutch disc. */
export function productAnswer(asked: Case): Verdict {
  const { requirement, facts, context } = asked
  const nothing = absence(asked, 'products', reason('product-absent', { product: requirement.code }))
  const answers = facts.products.flatMap((fact) => {
    const kinship = fact.product === null ? null : kinshipOf(context.concepts, requirement.code, fact.product)
    if (kinship === null || kinship === 'sibling') return []
    return [weigh(asked, productFinding(asked, fact, kinship), { kind: 'product', id: fact.id, provenance: fact.provenance })]
  })
  return best(asked, [...answers, nothing])
}

function productFinding({ requirement }: Case, fact: ProductFact, kinship: 'same' | 'child' | 'parent'): Finding {
  const params = { product: requirement.code, makes: fact.product, name: fact.name }
  if (kinship === 'parent') return { verdict: 'near', value: NEAR_RELATIVE, reason: reason('product-general', params) }
  return { verdict: 'met', value: 1, reason: reason(kinship === 'same' ? 'product-made' : 'product-child', params) }
}

/** A function taken on for a related product: in house 1, bought in .6. */
export function functionAnswer(asked: Case): Verdict {
  const { requirement, facts, context } = asked
  const params = { function: requirement.code, product: requirement.within }
  const nothing = absence(asked, 'products', reason('function-absent', params))
  const answers = facts.products.flatMap((fact) => {
    const mode = fact.functions[requirement.code as FirmFunction]
    const related = requirement.within === '' || (fact.product !== null && isRelated(context.concepts, requirement.within, fact.product))
    if (!mode || !related) return []
    return [
      weigh(asked, functionFinding(mode, { ...params, product: fact.product ?? '', name: fact.name }), {
        kind: 'product',
        id: fact.id,
        provenance: fact.provenance,
      }),
    ]
  })
  return best(asked, [...answers, nothing])
}

function functionFinding(mode: FunctionMode, params: Record<string, string>): Finding {
  if (mode === 'own') return { verdict: 'met', value: 1, reason: reason('function-own', params) }
  return { verdict: 'met', value: SUBCONTRACTED, reason: reason('function-bought', params) }
}
