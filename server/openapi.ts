/** The OpenAPI document, made from the routes alone: no database is opened. */
import type { Services } from './compose.ts'
import { mountApi } from './http/api.ts'
import { createApp } from './http/app.ts'
import type { Sessions } from './http/session.ts'

export async function openApiDocument(): Promise<object> {
  const app = await createApp({
    sessions: nothing<Sessions>(),
    publicOrigin: 'http://localhost:3000',
    logLevel: 'silent',
    requestsPerMinute: 1,
  })
  await mountApi(app, nothing<Services>(), { name: 'sid', secure: false })
  await app.ready()
  return app.swagger()
}

/** Routes only close over their services; nobody calls them here. */
function nothing<T extends object>(): T {
  return new Proxy({} as T, { get: (_target, name) => (name === 'then' ? undefined : nothing()) })
}
