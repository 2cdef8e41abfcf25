/** The thread in which a PDF is taken apart, so that no file can hold up or exhaust the server; {@link createFileInspector} starts and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { anonymousPdf } from './file-inspector-pdf.ts'

parentPort?.postMessage(await anonymousPdf((workerData as { bytes: Uint8Array }).bytes))
