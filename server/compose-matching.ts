/** Puts matching together: the engine, what keeps it level with the database, and the directory on the same index. */
import type { Transaction } from '../db/client.ts'
import { keepFacts } from '../db/match-facts.ts'
import { dayOf } from '../domain/day.ts'
import { answerSteps } from '../domain/linkage-steps.ts'
import { opensMatchedTier } from '../domain/linkages.ts'
import { takesAnswers } from '../domain/needs.ts'
import { shownFacts } from '../domain/profile-tiers.ts'
import type { ProfileFacts } from '../domain/profiles.ts'
import { ancestorsOf, type ConceptIndex } from '../domain/taxonomy.ts'
import type { ConceptTree } from '../domain/verdict.ts'
import { createDocumentWriter } from './adapters/document-writer.ts'
import { createEmbeddedSearch } from './adapters/embedded-search.ts'
import { createMeiliSearch } from './adapters/meili-search.ts'
import type { Base } from './compose-base.ts'
import { type LearningParts, turnsOf } from './compose-learning.ts'
import { createDirectoryService, type DirectoryService } from './features/directory/service.ts'
import type { LinkageService } from './features/linkages/service.ts'
import { createIndexFollower, type IndexFollower } from './features/matching/jobs.ts'
import { createMatchingService, type MatchingService } from './features/matching/service.ts'
import { createCodings } from './features/matching/service-codings.ts'
import { keepQuestions } from './features/matching/service-questions.ts'
import type { MatchingNeeds } from './features/matching/service-ranking.ts'
import { keepShown } from './features/matching/service-shown-facts.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import type { StandardService } from './features/standards/service.ts'
import type { TaxonomyService } from './features/taxonomy/service.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** About 6 kB each: 60 MB of facts at most stay at hand for the next answer. */
const FACTS_KEPT = 10_000

/** About 2 kB each: the judgements of the last fifty needs or so, of which a page after the other is read. */
const JUDGEMENTS_KEPT = 25_000

export function composeMatching(
  base: Base,
  features: Pick<TaxonomyService, 'codeIndex'> & {
    standards: StandardService
    sourcing: SourcingService
    linkages: LinkageService
    learning: LearningParts
    exclusionAnswers: MatchingNeeds['exclusionAnswers']
  },
): { index: IndexFollower; matching: MatchingService; directory: DirectoryService } & Pick<
  MatchingNeeds,
  'engine' | 'concepts' | 'needsOf'
> {
  const { standards, sourcing, linkages, learning } = features
  const { clock, taxonomy } = base
  const engine = base.engine ?? (base.meili ? createMeiliSearch(base.meili) : createEmbeddedSearch(base.search))
  const catalogue = () => standards.catalogue()
  const index = createIndexFollower({
    ...base,
    engine,
    concepts: taxonomy,
    codings: createCodings(features.codeIndex),
    standards: catalogue,
    weights: learning.service.inForce,
    openNeedsAfter: async (tx, after, limit) => (await sourcing.openAfter(tx, after, limit)).map((one) => one.need),
    openNeedsOf: async (tx, ids) => (await sourcing.loadMany(tx, ids)).flatMap(({ need }) => (need.state === 'open' ? [need] : [])),
  })
  const concepts = treeOf(taxonomy)
  const needsOf = needReader(base, standards, sourcing)
  const matching = createMatchingService({
    ...base,
    cursors: base.cursors.of('matching'),
    engine,
    index,
    facts: keepFacts(FACTS_KEPT),
    documents: createDocumentWriter(),
    concepts,
    catalogue,
    needsOf,
    needOf: async (tx, needId) => (await needsOf(tx, [needId]))[0],
    shownOn: keepShown(),
    questions: keepQuestions(concepts, JUDGEMENTS_KEPT),
    stages: linkages.stages,
    opensMatched: opensMatchedTier,
    openSteps: answerSteps,
    exclusionAnswers: features.exclusionAnswers,
    ...turnsOf(learning),
  })
  const publicFacts = (facts: ProfileFacts) => shownFacts(facts, { tier: 'public-teaser', today: dayOf(clock.now()) })
  return {
    engine,
    concepts,
    needsOf,
    index,
    matching,
    directory: createDirectoryService({ ...base, cursors: base.cursors.of('directory'), engine, index, publicFacts }),
  }
}

/** Needs as matching reads them: with the lead firm’s name, and which of its own standards an alias must not show. */
function needReader({ clock }: Base, standards: StandardService, sourcing: SourcingService) {
  return async (tx: Transaction, ids: readonly string[]) => {
    const loaded = await sourcing.loadMany(tx, ids)
    const own = loaded.some(({ need }) => need.alias) ? await ownStandardsOf(standards) : NOTHING
    const names = await sourcing.namesOf(
      tx,
      loaded.map((one) => one.need.organizationId),
    )
    return loaded.map(({ row, need }) => ({
      need,
      version: row.version,
      leadFirm: names.get(need.organizationId) ?? '',
      takesAnswers: takesAnswers(need, clock.now()),
      hidden: need.alias ? own : NOTHING,
    }))
  }
}

/** Where concepts stand to each other, as verdicts ask for it. */
export function treeOf(taxonomy: ConceptIndex): ConceptTree {
  return {
    ancestorsOf: (code) => ancestorsOf(code, taxonomy),
    familyOf: (code) => {
      const concept = taxonomy.byCode.get(code)
      return concept?.kind === 'process' ? concept.group : null
    },
  }
}

/** Codes of lead firms' own standards, which an alias must not show. */
export async function ownStandardsOf(standards: StandardService): Promise<ReadonlySet<string>> {
  return new Set((await standards.catalogue()).all().flatMap((one) => (one.issuerOrganizationId ? [one.code] : [])))
}
