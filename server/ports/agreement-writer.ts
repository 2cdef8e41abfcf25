/** What the product asks of whoever sets an agreement on paper: its text, and under it who signed what and when. */

export interface PaperAgreement {
  /** BCP 47. */
  language: string
  title: string
  /** That it is a template. */
  note: string
  /** In order; one that begins with a figure and a full stop is the heading of a clause. */
  paragraphs: readonly string[]
  signatures: { title: string; rows: readonly (readonly [term: string, value: string][])[] }
  /** What ties the paper to what was signed: the hash of the text. */
  foot: string
  /** `Page 1 of 3` with the figures for `{n}` and `{of}`. */
  pageLabel: string
}

export interface AgreementWriter {
  write(agreement: PaperAgreement): Promise<Uint8Array>
}
