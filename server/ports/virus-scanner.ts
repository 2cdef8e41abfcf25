/** What the product asks of whoever looks for viruses in what people bring. */

export type ScanVerdict = { found: 'nothing' } | { found: 'virus'; name: string } | { found: 'not-looked' }

export interface VirusScanner {
  /** Throws {@link ScannerAwayError} where a scanner is set up and does not answer: nothing is taken unseen then. */
  scan(bytes: Uint8Array): Promise<ScanVerdict>
}

export class ScannerAwayError extends Error {}
