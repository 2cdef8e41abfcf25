/** Answers questions over the segments it has been given; one question at a time, each over one state of the index. */
import type { Standing } from '../../domain/match-query.ts'
import type { DirectoryPage, DirectoryQuery, NameHit } from '../ports/match-engine.ts'
import { candidatesIn, type Found } from './embedded-candidates.ts'
import { directoryPage } from './embedded-directory-page.ts'
import type { ViewChange } from './embedded-keeper.ts'
import { nameHitsIn } from './embedded-name-hits.ts'
import type { Question } from './embedded-question.ts'
import { attach } from './embedded-segment.ts'
import { drop } from './embedded-sets.ts'
import { standingsIn } from './embedded-standings.ts'
import { type SegmentView, viewOf } from './embedded-view.ts'

export interface ReaderCalls {
  view(change: ViewChange): void
  candidates(asked: { question: Question; k: number }): Found
  standings(question: Question): Record<Standing, number>
  names(asked: { text: string; k: number }): NameHit[]
  directory(query: DirectoryQuery): Omit<DirectoryPage, 'asOf'>
}

export function createReader(): ReaderCalls {
  const byId = new Map<number, SegmentView>()
  let views: SegmentView[] = []
  return {
    view(change) {
      for (const { handle, alive } of change.add) byId.set(handle.id, viewOf(attach(handle), alive.slice()))
      for (const { segment, docs } of change.kills) {
        const view = byId.get(segment)
        for (const doc of view ? docs : []) drop((view as SegmentView).alive, doc)
      }
      for (const id of change.drop) byId.delete(id)
      // The largest first: what it finds lets most windows of the others be passed over.
      views = [...byId.values()].sort((a, b) => b.segment.docs - a.segment.docs)
    },
    candidates: ({ question, k }) => candidatesIn(views, question, k),
    standings: (question) => standingsIn(views, question),
    names: ({ text, k }) => nameHitsIn(views, text, k),
    directory: (query) => directoryPage(views, query),
  }
}
