/** Puts documents together: uploads, documents, links and agreements for the API, the nightly sweep for the worker. */
import { revealsLeadFirm } from '../domain/linkages.ts'
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
  linkages: Pick<LinkageService, 'accessOf' | 'stages'>
  sourcing: Pick<SourcingService, 'load'>
}

export function composeDocuments(base: Base, { linkages, sourcing }: Made): DocumentParts {
  const opened = { ...base, inspector: createFileInspector(), scanner: base.scanner ?? createNoScanner() }
  const needs: Parameters<typeof createNdaService>[0] = {
    ...opened,
    cursors: base.cursors.of('documents'),
    agreements: createAgreementWriter(),
    revealsLeadFirm,
    accessOf: linkages.accessOf,
    reached: async (tx, linkageId) => (await linkageStore.load(tx, [linkageId])).flatMap(({ entries }) => entries.map((one) => one.stage)),
    linkageBetween: async (tx, needId, smeId) => (await linkages.stages(tx, { smeId })).find((one) => one.needId === needId)?.id,
    needOf: async (tx, needId) => (await sourcing.load(tx, needId))?.need,
    firmOf: needStore.firm,
    tell: (tx, notice) => base.jobs.send(tx, 'notify', notice),
    ndaSigned: async () => {},
  }
  return {
    service: createDocumentService(needs),
    links: createDocumentLinks(needs),
    ndas: createNdaService(needs),
    upload: createUploads(opened),
    sweep: () => sweepFiles(base),
  }
}
