/** The import part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { InvalidError } from '../../errors.ts'
import { LIST_LIMITS } from '../../ports/list-reader.ts'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { ImportService } from './service.ts'

export function importRoutes(imports: ImportService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/imports', { ...contract.uploadList, bodyLimit: LIST_LIMITS.bytes }, async ({ actor, query, body }, reply) =>
      reply.code(201).send(await imports.upload(actor, { ...query, bytes: bytesOf(body) })),
    )
    app.get('/imports', contract.listImports, ({ actor, query }) => imports.list(actor, pageOf(query)))
    app.get('/imports/template.csv', contract.importTemplate, ({ actor }, reply) => sendCsv(reply, 'template.csv', imports.template(actor)))
    app.get('/imports/:importId', contract.getImport, ({ actor, params }) => imports.get(actor, params.importId))
    app.delete('/imports/:importId', contract.discardImport, async ({ actor, params }, reply) => {
      await imports.discard(actor, params.importId)
      return reply.code(204).send(null)
    })
    app.put('/imports/:importId/mapping', contract.saveMapping, ({ actor, params, headers, body }) =>
      imports.saveMapping(actor, params.importId, versionOf(headers), body),
    )
    app.get('/imports/:importId/values', contract.getValues, ({ actor, params, query }) =>
      imports.values(actor, params.importId, { ...pageOf(query), field: query.field, open: query.open ?? false }),
    )
    app.put('/imports/:importId/values', contract.confirmValues, ({ actor, params, headers, body }) =>
      imports.confirmValues(actor, params.importId, versionOf(headers), body),
    )
    app.get('/imports/:importId/preview', contract.previewImport, ({ actor, params }) => imports.preview(actor, params.importId))
    app.get('/imports/:importId/errors', contract.listRowErrors, ({ actor, params, query }) =>
      imports.rowErrors(actor, params.importId, { ...pageOf(query), severity: query.severity ?? null }),
    )
    app.get('/imports/:importId/duplicates', contract.listDuplicates, ({ actor, params, query }) =>
      imports.duplicates(actor, params.importId, { ...pageOf(query), ground: query.ground ?? null }),
    )
    app.put('/imports/:importId/duplicates', contract.decideDuplicates, ({ actor, params, headers, body }) =>
      imports.decide(actor, params.importId, versionOf(headers), body),
    )
    app.post('/imports/:importId/run', contract.runImport, async ({ actor, params, headers }, reply) =>
      reply.code(202).send(await imports.run(actor, params.importId, versionOf(headers))),
    )
    app.get('/imports/:importId/failed.csv', contract.downloadFailed, async ({ actor, params, query }, reply) =>
      sendCsv(reply, 'failed.csv', await imports.failedRows(actor, params.importId, query.lang ?? 'en')),
    )
    app.post('/imports/:importId/undo', contract.undoImport, ({ actor, params }) => imports.undo(actor, params.importId))
  }
}

/** Any other body than bytes was none of a file. */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body
  throw new InvalidError([{ field: '', code: 'required' }])
}

function pageOf({ limit, cursor }: { limit?: number; cursor?: string }) {
  return { limit: limit ?? 25, cursor }
}

function sendCsv(reply: FastifyReply, name: string, text: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(text)
}
