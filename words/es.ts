/** Highroad's words in Spanish, area by area. */
import type { WordKey } from './en.ts'
import { accounts } from './es/accounts.ts'
import { agency } from './es/agency.ts'
import { alerts } from './es/alerts.ts'
import { catalogue } from './es/catalogue.ts'
import { codes } from './es/codes.ts'
import { common } from './es/common.ts'
import { contracts } from './es/contracts.ts'
import { conversations } from './es/conversations.ts'
import { desk } from './es/desk.ts'
import { directory } from './es/directory.ts'
import { documents } from './es/documents.ts'
import { doors } from './es/doors.ts'
import { errors } from './es/errors.ts'
import { events } from './es/events.ts'
import { imports } from './es/imports.ts'
import { interest } from './es/interest.ts'
import { leadFirm } from './es/lead-firm.ts'
import { learning } from './es/learning.ts'
import { linkages } from './es/linkages.ts'
import { mails } from './es/mails.ts'
import { mandates } from './es/mandates.ts'
import { meetings } from './es/meetings.ts'
import { needForm } from './es/need-form.ts'
import { needs } from './es/needs.ts'
import { notices } from './es/notices.ts'
import { offers } from './es/offers.ts'
import { publicNeeds } from './es/public-needs.ts'
import { publicPages } from './es/public-pages.ts'
import { sme } from './es/sme.ts'
import { supplierLists } from './es/supplier-lists.ts'
import { trials } from './es/trials.ts'
import { verdicts } from './es/verdicts.ts'
import { verdicts as verdictLines } from './verdicts/es.ts'

export const es = {
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
} satisfies Record<WordKey, string>
