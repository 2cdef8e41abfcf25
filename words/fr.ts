/** Highroad's words in French, area by area. */
import type { WordKey } from './en.ts'
import { accounts } from './fr/accounts.ts'
import { agency } from './fr/agency.ts'
import { alerts } from './fr/alerts.ts'
import { catalogue } from './fr/catalogue.ts'
import { codes } from './fr/codes.ts'
import { common } from './fr/common.ts'
import { contracts } from './fr/contracts.ts'
import { conversations } from './fr/conversations.ts'
import { desk } from './fr/desk.ts'
import { directory } from './fr/directory.ts'
import { documents } from './fr/documents.ts'
import { doors } from './fr/doors.ts'
import { errors } from './fr/errors.ts'
import { events } from './fr/events.ts'
import { imports } from './fr/imports.ts'
import { interest } from './fr/interest.ts'
import { leadFirm } from './fr/lead-firm.ts'
import { learning } from './fr/learning.ts'
import { linkages } from './fr/linkages.ts'
import { mails } from './fr/mails.ts'
import { mandates } from './fr/mandates.ts'
import { meetings } from './fr/meetings.ts'
import { needForm } from './fr/need-form.ts'
import { needs } from './fr/needs.ts'
import { notices } from './fr/notices.ts'
import { offers } from './fr/offers.ts'
import { publicNeeds } from './fr/public-needs.ts'
import { publicPages } from './fr/public-pages.ts'
import { sme } from './fr/sme.ts'
import { supplierLists } from './fr/supplier-lists.ts'
import { trials } from './fr/trials.ts'
import { verdicts } from './fr/verdicts.ts'
import { verdicts as verdictLines } from './verdicts/fr.ts'

export const fr = {
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
