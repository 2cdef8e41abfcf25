/** Writing to Meilisearch: batches and their tasks, changes in order, and a rebuild beside the live indexes that replaces them in one step. */
import type { EnqueuedTask, RecordAny } from 'meilisearch'
import type { Day } from '../../domain/day.ts'
import { EngineAwayError, type FeatureChange, type Frozen, type IndexedSubject } from '../ports/match-engine.ts'
import { type MeiliClient, refusalOf } from './meili-client.ts'
import { needDocument, profileDocument, suggestDocument } from './meili-documents.ts'
import { INDEXES, type IndexName, REBUILT, type RebuiltName, SETTINGS } from './meili-settings.ts'

/** Documents in one request: some megabytes of JSON. */
const BATCH = 2_000
/** Batches handed over before the first of them must be done. */
const AHEAD = 4
const POLL_FROM_MS = 4
const POLL_MOST_MS = 250

export function indexName(client: MeiliClient, name: IndexName): string {
  return `${client.prefix}_${name}`
}

/** Waits until the server has done a task; a task that failed is a fault. */
export async function done(client: MeiliClient, { taskUid }: Pick<EnqueuedTask, 'taskUid'>, door = client.write): Promise<void> {
  for (let pause = POLL_FROM_MS; ; pause = Math.min(pause * 1.5, POLL_MOST_MS)) {
    const task = await door(({ tasks }) => tasks.getTask(taskUid))
    if (task.status === 'succeeded') return
    if (task.status === 'failed' || task.status === 'canceled')
      throw new Error(`Meilisearch task ${taskUid} ${task.status}: ${task.error?.message ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Makes sure that an index is there and set as this version wants it; settings that stand already cost nothing. */
async function makeIndex(client: MeiliClient, uid: string, name: IndexName): Promise<void> {
  const isThere = await client
    .write(async (write) => write.getRawIndex(uid))
    .then(
      () => true,
      (error: unknown) => (refusalOf(error)?.status === 404 ? false : Promise.reject(error)),
    )
  if (!isThere) await made(client, uid)
  await done(client, await client.write((write) => write.index(uid).updateSettings(SETTINGS[name])))
}

/** Another process may make it at the same moment. */
async function made(client: MeiliClient, uid: string): Promise<void> {
  const task = await client.write((write) => write.createIndex(uid, { primaryKey: 'id' }))
  await done(client, task).catch(async (error: unknown) => {
    await client.write((write) => write.getRawIndex(uid)).catch(() => Promise.reject(error))
  })
}

export async function makeIndexes(client: MeiliClient): Promise<void> {
  await Promise.all(INDEXES.map((name) => makeIndex(client, indexName(client, name), name)))
}

/** Subjects as they go into one batch; null takes a subject out. */
export type Put =
  | { kind: 'profile'; id: string; seq: bigint; profile: FeatureChangeOf<'profile'>['profile'] }
  | { kind: 'need'; id: string; seq: bigint; query: FeatureChangeOf<'need'>['query'] }
type FeatureChangeOf<K extends FeatureChange['kind']> = Extract<FeatureChange, { kind: K }>

/** Hands the batch over and names its tasks. */
async function hand(client: MeiliClient, puts: readonly Put[], uidOf: (name: RebuiltName) => string): Promise<EnqueuedTask[]> {
  const adds: Record<RebuiltName, RecordAny[]> = { profiles: [], profiles_suggest: [], needs: [] }
  const gone: Record<RebuiltName, string[]> = { profiles: [], profiles_suggest: [], needs: [] }
  for (const put of puts) {
    if (put.kind === 'need' && put.query) adds.needs.push(needDocument(put.id, put.query, put.seq))
    else if (put.kind === 'need') gone.needs.push(put.id)
    else if (put.profile) {
      adds.profiles.push(profileDocument(put.profile, put.seq))
      adds.profiles_suggest.push(suggestDocument(put.profile, put.seq))
    } else {
      gone.profiles.push(put.id)
      gone.profiles_suggest.push(put.id)
    }
  }
  const tasks = REBUILT.flatMap((name) => [
    adds[name].length > 0 ? client.write((write) => write.index(uidOf(name)).addDocuments(adds[name], { primaryKey: 'id' })) : [],
    gone[name].length > 0 ? client.write((write) => write.index(uidOf(name)).deleteDocuments(gone[name])) : [],
  ])
  return (await Promise.all(tasks)).flat()
}

/** The highest number of each subject. */
function newest(changes: readonly FeatureChange[]): FeatureChange[] {
  const bySubject = new Map<string, FeatureChange>()
  for (const change of changes) {
    const subject = `${change.kind}:${change.id}`
    if (change.seq >= (bySubject.get(subject)?.seq ?? 0n)) bySubject.set(subject, change)
  }
  return [...bySubject.values()]
}

/** Writes changes into the live indexes, or into those of a rebuild, and waits until all of them show. */
export async function writeChanges(client: MeiliClient, changes: readonly FeatureChange[], suffix = ''): Promise<void> {
  await putAll(client, newest(changes), (name) => indexName(client, name) + suffix)
}

async function putAll(client: MeiliClient, puts: Iterable<Put> | AsyncIterable<Put>, uidOf: (name: RebuiltName) => string): Promise<void> {
  const ahead: EnqueuedTask[][] = []
  let batch: Put[] = []
  const flush = async () => {
    ahead.push(await hand(client, batch, uidOf))
    batch = []
    if (ahead.length > AHEAD) for (const task of ahead.shift() ?? []) await done(client, task)
  }
  for await (const put of puts) {
    batch.push(put)
    if (batch.length >= BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  for (const task of ahead.flat()) await done(client, task)
}

/** Builds new indexes from everything, beside the live ones, and says under which suffix. */
export async function buildBeside(client: MeiliClient, source: AsyncIterable<IndexedSubject>, at: bigint): Promise<string> {
  const suffix = `_${at}`
  await dropAll(client, suffix)
  await Promise.all(REBUILT.map((name) => makeIndex(client, indexName(client, name) + suffix, name)))
  await putAll(client, asPuts(source, at), (name) => indexName(client, name) + suffix)
  return suffix
}

async function* asPuts(source: AsyncIterable<IndexedSubject>, seq: bigint): AsyncGenerator<Put> {
  for await (const subject of source) {
    if (subject.kind === 'need') yield { kind: 'need', id: subject.id, seq, query: subject.query }
    else yield { kind: 'profile', id: subject.profile.profileId, seq, profile: subject.profile }
  }
}

/** Both sides change places at once; the old ones go. */
export async function swapIn(client: MeiliClient, suffix: string): Promise<void> {
  const pairs = REBUILT.map((name) => ({
    indexes: [indexName(client, name), indexName(client, name) + suffix] as [string, string],
    rename: false,
  }))
  await done(client, await client.swap((swap) => swap.swapIndexes(pairs)), client.swap)
  await dropAll(client, suffix)
}

export async function dropAll(client: MeiliClient, suffix: string): Promise<void> {
  for (const name of REBUILT) {
    const task = await client.write((write) => write.deleteIndex(indexName(client, name) + suffix))
    await done(client, task).catch((error: unknown) => {
      if (error instanceof EngineAwayError) throw error
      // It was not there.
    })
  }
}

interface StateDocument {
  id: 'position'
  seq: string
}

/** The number up to which all indexes are level, as it outlives every process; 0 where nothing was written yet, null where no index is. */
export async function readPosition(client: MeiliClient): Promise<bigint | null> {
  try {
    const document = await client.search((search) => search.index<StateDocument>(indexName(client, 'state')).getDocument('position'))
    return BigInt(document.seq)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal?.status !== 404) throw error
    return refusal.code === 'index_not_found' ? null : 0n
  }
}

interface FrozenDocument {
  id: 'frozen'
  database: string
  on: Day
  documents: number
  averageLength: number
  frequencies: [word: string, count: number][]
}

/** What needs are planned with, and the database it was counted in. */
export async function readFrozen(client: MeiliClient): Promise<{ database: string; frozen: Frozen } | null> {
  try {
    const { database, on, frequencies, ...rest } = await client.search((search) =>
      search.index<FrozenDocument>(indexName(client, 'state')).getDocument('frozen'),
    )
    return {
      database,
      frozen: { on, statistics: { documents: rest.documents, averageLength: rest.averageLength, frequencies: new Map(frequencies) } },
    }
  } catch (error) {
    if (refusalOf(error)?.status === 404) return null
    throw error
  }
}

export async function writeFrozen(client: MeiliClient, { on, statistics }: Frozen, database: string): Promise<EnqueuedTask> {
  const { documents, averageLength, frequencies } = statistics
  const document: FrozenDocument = { id: 'frozen', database, on, documents, averageLength, frequencies: [...frequencies] }
  return client.write((write) => write.index(indexName(client, 'state')).addDocuments([document], { primaryKey: 'id' }))
}

export async function writePosition(client: MeiliClient, seq: bigint): Promise<EnqueuedTask> {
  const document: StateDocument = { id: 'position', seq: String(seq) }
  return client.write((write) => write.index(indexName(client, 'state')).addDocuments([document], { primaryKey: 'id' }))
}
