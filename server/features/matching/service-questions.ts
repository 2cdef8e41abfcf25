/** What is kept of a need between answers, its plan and how it judged each firm: asked again under the same rules it comes out the same. */
import type { MatchQuery } from '../../../domain/match-query.ts'
import { type Evaluation, evaluatorOf, type JudgedBefore, type NeedContext } from '../../../domain/matching.ts'
import { planNeed } from '../../../domain/plan.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { ConceptTree } from '../../../domain/verdict.ts'
import type { RulesNow } from './jobs.ts'

/** A need under the rules of one moment. */
export interface Question {
  needId: string
  query: MatchQuery
  /** The verdicts on these facts, and on what the firm answered for this need. What it gives is shared: nobody may change it. */
  judge(facts: ProfileFacts, topic: number, known?: JudgedBefore, answers?: Answers): Evaluation
}

type Answers = NonNullable<NeedContext['exclusionAnswers']>

interface Kept extends Question {
  rules: RulesNow
  judged: number
}

/**
 * Keeps questions until they have judged `most` firms together, the longest unused go first. A question is known by everything its need
 * says, and serves while the rules are those it was made under; a judgement serves while the facts are the very object that was judged.
 */
export function keepQuestions(concepts: ConceptTree, most: number): (need: SourcingNeed, rules: RulesNow) => Question {
  const kept = new Map<string, Kept>()
  return (need, rules) => {
    const said = JSON.stringify(need)
    const before = kept.get(said)
    const one = before && isUnder(before.rules, rules) ? before : make(need, rules, concepts)
    kept.delete(said)
    kept.set(said, one)
    let judged = 0
    for (const { judged: own } of kept.values()) judged += own
    for (const [oldest, { judged: own }] of kept) {
      if (judged <= most) break
      kept.delete(oldest)
      judged -= own
    }
    return one
  }
}

/** Statistics, standards and concepts are made anew when they change; weights never change under their version. */
function isUnder(before: RulesNow, now: RulesNow): boolean {
  return (
    before.today === now.today &&
    before.statistics === now.statistics &&
    before.standards === now.standards &&
    before.concepts === now.concepts &&
    before.weights.version === now.weights.version
  )
}

function make(need: SourcingNeed, rules: RulesNow, concepts: ConceptTree): Kept {
  const { today, standards: catalogue, weights } = rules
  const under = { today, catalogue, concepts, weights }
  const evaluate = evaluatorOf(need, under)
  const judgements = new WeakMap<ProfileFacts, Evaluation>()
  const one: Kept = {
    needId: need.id,
    rules,
    query: planNeed(need, rules),
    judged: 0,
    judge(facts, topic, known, exclusionAnswers) {
      const pair = known ? { topic, known } : { topic }
      // Answers are of one firm, and may be given anew.
      if (exclusionAnswers) return evaluatorOf(need, { ...under, exclusionAnswers })(facts, pair)
      const before = judgements.get(facts)
      if (before?.topic === topic) return before
      const now = evaluate(facts, pair)
      judgements.set(facts, now)
      one.judged++
      return now
    },
  }
  return one
}
