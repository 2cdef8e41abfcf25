/** The part of the API about documents, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Actor } from '../../../domain/actor.ts'
import { FILE_LIMITS, MEDIA_TYPES } from '../../../domain/files.ts'
import { attachment } from '../../attachment.ts'
import { InvalidError } from '../../errors.ts'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { DocumentService } from './service.ts'
import type { DocumentLinks } from './service-links.ts'
import type { SentFile } from './service-uploads.ts'

type Upload = (actor: Actor, file: SentFile) => Promise<contract.UploadView>

export function documentRoutes(documents: DocumentService, links: DocumentLinks, upload: Upload): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(uploadRoute(upload))
    app.get('/linkages/:linkageId/documents', contract.listLinkageDocuments, ({ actor, params }) =>
      documents.ofLinkage(actor, params.linkageId),
    )
    app.post('/linkages/:linkageId/documents', contract.attachToLinkage, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await documents.bring(actor, { subject: { kind: 'linkage', id: params.linkageId }, ...body })),
    )
    app.get('/needs/:needId/documents', contract.listNeedDocuments, ({ actor, params }) => documents.ofNeed(actor, params.needId))
    app.post('/sourcing-needs/:needId/documents', contract.attachToNeed, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await documents.bring(actor, { subject: { kind: 'need', id: params.needId }, ...body })),
    )
    app.get('/documents/:documentId', contract.getDocument, ({ actor, params }) => documents.get(actor, params.documentId))
    app.put('/documents/:documentId', contract.changeDocument, ({ actor, params, headers, body }) =>
      documents.change(actor, params.documentId, versionOf(headers), body),
    )
    app.post('/documents/:documentId/versions', contract.replaceDocument, ({ actor, params, headers, body }) =>
      documents.replace(actor, params.documentId, versionOf(headers), body.uploadId),
    )
    app.delete('/documents/:documentId', contract.removeDocument, async ({ actor, params }, reply) => {
      await documents.remove(actor, params.documentId)
      return reply.code(204).send(null)
    })
    app.get('/documents/:documentId/reads', contract.listDocumentReads, ({ actor, params, query: { limit, cursor } }) =>
      documents.reads(actor, params.documentId, { limit: limit ?? 25, cursor }),
    )
    app.post('/documents/:documentId/links', contract.linkDocument, ({ actor, params, body }) =>
      links.make(actor, params.documentId, body.number ?? null),
    )
    app.get('/downloads/:link', contract.downloadDocument, async ({ actor, params }, reply) => {
      const { name, mediaType, bytes } = await links.follow(actor, params.link)
      return reply
        .type(mediaType)
        .header('content-disposition', attachment(name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(bytes))
    })
  }
}

/** Its parsers are its own: everywhere else a file is no body. */
function uploadRoute(upload: Upload): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.removeAllContentTypeParsers()
    for (const type of Object.values(MEDIA_TYPES))
      app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    const options = { ...contract.uploadFile, bodyLimit: FILE_LIMITS.bytes }
    app.post('/uploads', options, async ({ actor, query, body, headers }, reply) => {
      if (!(body instanceof Uint8Array)) throw new InvalidError([{ field: '', code: 'required' }])
      const mediaType = String(headers['content-type']).split(';')[0]?.trim() ?? ''
      return reply.code(201).send(await upload(actor, { name: query.name, mediaType, bytes: body }))
    })
  }
}
