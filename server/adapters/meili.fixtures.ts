/** A live Meilisearch for tests, where the environment names one, and how to leave it as it was found. */

/** Null where the tests run against recorded answers alone. */
export const LIVE = process.env.MEILI_URL ? { url: process.env.MEILI_URL, key: process.env.MEILI_KEY ?? null } : null

export async function meili<T>(method: string, path: string, body?: unknown, server = LIVE): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(server?.key && { authorization: `Bearer ${server.key}` }) }
  const response = await fetch(`${server?.url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Deletes the indexes and keys of a prefix, and waits until they are gone. */
export async function clearMeili(prefix: string, server = LIVE): Promise<void> {
  const { results } = await meili<{ results: { uid: string }[] }>('GET', '/indexes?limit=1000', undefined, server)
  const own = results.filter(({ uid }) => uid.startsWith(`${prefix}_`))
  const tasks = await Promise.all(own.map(({ uid }) => meili<{ taskUid: number }>('DELETE', `/indexes/${uid}`, undefined, server)))
  for (const { taskUid } of tasks) await taskDone(taskUid, server)
  const keys = await meili<{ results?: { uid: string; name: string | null }[] }>('GET', '/keys?limit=1000', undefined, server)
  for (const { uid, name } of keys.results ?? [])
    if (name?.startsWith(`${prefix} `)) await meili('DELETE', `/keys/${uid}`, undefined, server)
}

async function taskDone(taskUid: number, server: typeof LIVE): Promise<void> {
  for (;;) {
    const { status } = await meili<{ status: string }>('GET', `/tasks/${taskUid}`, undefined, server)
    if (status !== 'enqueued' && status !== 'processing') return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
