/** Puts documents together: uploads, documents, links and agreements for the API, the nightly sweep for the worker. */
import { isIntroduced } from '../domain/linkages.ts'
import { createAgreementWriter } from './adapters/agreement-pdf.ts'
import { createNoScanner } from './adapters/clamd-scanner.ts'
import { createFileInspector } from './adapters/file-inspector.ts'
import type { Base } from './compose-base.ts'
import { type Swept, sweepFiles } from './features/documents/jobs.ts'
import { createDocumentService, type DocumentService } from './features/documents/service.ts'
import { createDocumentLinks, type DocumentLinks } from './features/documents/service-links.ts'
import { createNdaService, type NdaService } from './features/documents/service-ndas.ts'
import { createUploads } from './features/documents/service-uploads.ts'
import type { LinkageService } from './features/linkages/service.ts'
import { linkageStore } from './features/linkages/store.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import { needStore } from './features/sourcing/store.ts'

export interface DocumentParts {
  service: DocumentService
  links: DocumentLinks
  ndas: NdaService
  upload: ReturnType<typeof createUploads>
  sweep(): Promise<Swept>
}

interface Made {
  linkages: Pick<LinkageService, 'accessOf' | 'drive' | 'reachesNeed' | 'stages'>
  sourcing: Pick<SourcingService, 'load'>
}

export function composeDocuments(base: Base, { linkages, sourcing }: Made): DocumentParts {
  const opened = { ...base, inspector: createFileInspector(), scanner: base.scanner ?? createNoScanner() }
  const needs: Parameters<typeof createNdaService>[0] = {
    ...opened,
    cursors: base.cursors.of('documents'),
    agreements: createAgreementWriter(),
    accessOf: linkages.accessOf,
    logOf: async (tx, linkageId) => {
      const entries = (await linkageStore.entriesOf(tx, [linkageId])).get(linkageId) ?? []
      const reached = entries.map((one) => one.stage)
      return { reached, isIntroduced: reached.some(isIntroduced) }
    },
    linkageBetween: async (tx, needId, smeId) => (await linkages.stages(tx, { smeId })).find((one) => one.needId === needId)?.id,
    needOf: async (tx, needId) => {
      const loaded = await sourcing.load(tx, needId)
      return loaded && { ...loaded.need, underReview: loaded.row.reviewAgencyId !== null }
    },
    reachesNeed: linkages.reachesNeed,
    firmOf: needStore.firm,
    tell: (tx, notice) => base.jobs.send(tx, 'notify', notice),
    // A linkage that has gone past that stage stays where it is.
    ndaSigned: async (tx, actor, linkageId) => void (await linkages.drive(tx, actor, linkageId, { step: 'sign-nda' })),
  }
  return {
    service: createDocumentService(needs),
    links: createDocumentLinks(needs),
    ndas: createNdaService(needs),
    upload: createUploads(opened),
    sweep: () => sweepFiles(base),
  }
}
