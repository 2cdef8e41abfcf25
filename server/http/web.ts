/** Serves the pages: SvelteKit's handler in the same process, on the same port. */
import { existsSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

type Handler = (request: unknown, response: unknown, next: () => void) => void

/** Mounts web/build, and lets pages reach the API without leaving the process. */
export async function mountWeb(app: FastifyInstance): Promise<void> {
  const build = new URL('../../web/build/handler.js', import.meta.url)
  if (!existsSync(build)) throw new Error('The pages are not built; run npm run build.')
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.BODY_SIZE_LIMIT = '12M'
  process.env.ADDRESS_HEADER = 'x-client-address'
  const { handler } = (await import(build.href)) as { handler: Handler }
  Object.assign(globalThis, { [Symbol.for('app.inject')]: app.inject.bind(app) })
  await app.register(async (web) => {
    // SvelteKit reads form bodies itself; a parsed one would reach it empty.
    web.removeAllContentTypeParsers()
    web.addContentTypeParser('*', (_request, _body, done) => done(null))
    web.route({
      method: ['GET', 'HEAD', 'POST'],
      url: '/*',
      config: { open: true },
      handler: (request, reply) => {
        reply.hijack()
        for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value)
        request.raw.headers['x-forwarded-proto'] = request.protocol
        request.raw.headers['x-client-address'] = request.ip
        handler(request.raw, reply.raw, () => reply.raw.writeHead(404).end())
      },
    })
  })
}
