/** The template of the agreement with its gaps filled, in the language that was chosen, and the same on paper with its signatures. */
import { NDA_CLAUSES, type NdaForm, type NdaLanguage } from '../../../domain/ndas.ts'
import { formatDay, formatInstant } from '../../../words/figures.ts'
import { clauseKey, sayNda } from '../../../words/nda/template.ts'
import type { PaperAgreement } from '../../ports/agreement-writer.ts'
import type { NdaRow, SignatureRow } from './store-ndas.ts'

export interface NdaGaps {
  form: NdaForm
  language: NdaLanguage
  months: number
  leadFirm: string
  sme: string
  need: string
  at: Date
}

/** Paragraphs with a blank line between them. What firms call themselves opens no gap and no paragraph of its own. */
export function ndaText({ form, language, at: offeredAt, ...gaps }: NdaGaps): { title: string; text: string } {
  const params = {
    months: gaps.months,
    leadFirm: oneLine(gaps.leadFirm),
    sme: oneLine(gaps.sme),
    need: oneLine(gaps.need),
    day: formatDay(language, offeredAt.toISOString().slice(0, 10)),
  }
  const clauses = NDA_CLAUSES.flatMap((clause, at) => [
    `${at + 1}. ${sayNda(language, `nda-heading.${clause}`)}`,
    sayNda(language, clauseKey(clause, form), params),
  ])
  return { title: sayNda(language, `nda-title.${form}`), text: [sayNda(language, 'nda.parties', params), ...clauses].join('\n\n') }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export function paperOf(row: NdaRow, signatures: readonly SignatureRow[]): PaperAgreement {
  const { language, title, text, textHash } = row
  const rows = signatures.map(({ party, firm, name, at, sessionMark }): [string, string][] => [
    [sayNda(language, `nda-party.${party}`), firm],
    [sayNda(language, 'nda.signed-by'), name],
    [sayNda(language, 'nda.signed-at'), `${formatInstant(language, at, 'UTC')} UTC`],
    [sayNda(language, 'nda.session'), sessionMark],
  ])
  return {
    language,
    title,
    note: sayNda(language, 'nda.template-note'),
    paragraphs: text.split('\n\n'),
    signatures: { title: sayNda(language, row.completedAt ? 'nda.signatures' : 'nda.signatures-open'), rows },
    foot: sayNda(language, 'nda.hash', { hash: textHash }),
    pageLabel: sayNda(language, 'nda.page'),
  }
}
