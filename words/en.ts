/** Highroad's words in English, the source of truth: every other language has exactly these keys. */
import { accounts } from './en/accounts.ts'
import { agency } from './en/agency.ts'
import { alerts } from './en/alerts.ts'
import { catalogue } from './en/catalogue.ts'
import { codes } from './en/codes.ts'
import { common } from './en/common.ts'
import { contracts } from './en/contracts.ts'
import { conversations } from './en/conversations.ts'
import { desk } from './en/desk.ts'
import { directory } from './en/directory.ts'
import { documents } from './en/documents.ts'
import { doors } from './en/doors.ts'
import { errors } from './en/errors.ts'
import { events } from './en/events.ts'
import { imports } from './en/imports.ts'
import { interest } from './en/interest.ts'
import { leadFirm } from './en/lead-firm.ts'
import { learning } from './en/learning.ts'
import { linkages } from './en/linkages.ts'
import { mails } from './en/mails.ts'
import { mandates } from './en/mandates.ts'
import { meetings } from './en/meetings.ts'
import { needForm } from './en/need-form.ts'
import { needs } from './en/needs.ts'
import { notices } from './en/notices.ts'
import { offers } from './en/offers.ts'
import { publicNeeds } from './en/public-needs.ts'
import { publicPages } from './en/public-pages.ts'
import { sme } from './en/sme.ts'
import { supplierLists } from './en/supplier-lists.ts'
import { trials } from './en/trials.ts'
import { verdicts } from './en/verdicts.ts'
import { verdicts as verdictLines } from './verdicts/en.ts'

export const en = {
  ...common,
  ...errors,
  ...codes,
  ...catalogue,
  ...verdicts,
  ...verdictLines,
  ...imports,
  ...mails,
  ...meetings,
  ...events,
  ...alerts,
  ...notices,
  ...conversations,
  ...leadFirm,
  ...trials,
  ...learning,
  ...documents,
  ...linkages,
  ...supplierLists,
  ...contracts,
  ...mandates,
  ...desk,
  ...doors,
  ...publicPages,
  ...publicNeeds,
  ...accounts,
  ...needForm,
  ...needs,
  ...sme,
  ...directory,
  ...agency,
  ...interest,
  ...offers,
  ...notices,
} as const

export type WordKey = keyof typeof en
