/** The thread in which a list is read, so that no file can hold up or exhaust the server; {@link createListReader} starts and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { readCsv } from './list-reader-csv.ts'
import { readXlsx } from './list-reader-xlsx.ts'

export interface ListReaderTask {
  kind: 'text' | 'zip'
  bytes: Uint8Array
}

const { kind, bytes } = workerData as ListReaderTask
parentPort?.postMessage(kind === 'text' ? readCsv(bytes) : await readXlsx(bytes))
