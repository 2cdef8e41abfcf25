/** Highroad's words in Portuguese, area by area. */
import type { WordKey } from './en.ts'
import { accounts } from './pt/accounts.ts'
import { agency } from './pt/agency.ts'
import { alerts } from './pt/alerts.ts'
import { catalogue } from './pt/catalogue.ts'
import { codes } from './pt/codes.ts'
import { common } from './pt/common.ts'
import { contracts } from './pt/contracts.ts'
import { conversations } from './pt/conversations.ts'
import { desk } from './pt/desk.ts'
import { directory } from './pt/directory.ts'
import { documents } from './pt/documents.ts'
import { doors } from './pt/doors.ts'
import { errors } from './pt/errors.ts'
import { events } from './pt/events.ts'
import { imports } from './pt/imports.ts'
import { interest } from './pt/interest.ts'
import { leadFirm } from './pt/lead-firm.ts'
import { learning } from './pt/learning.ts'
import { linkages } from './pt/linkages.ts'
import { mails } from './pt/mails.ts'
import { mandates } from './pt/mandates.ts'
import { meetings } from './pt/meetings.ts'
import { needForm } from './pt/need-form.ts'
import { needs } from './pt/needs.ts'
import { notices } from './pt/notices.ts'
import { offers } from './pt/offers.ts'
import { publicNeeds } from './pt/public-needs.ts'
import { publicPages } from './pt/public-pages.ts'
import { sme } from './pt/sme.ts'
import { supplierLists } from './pt/supplier-lists.ts'
import { trials } from './pt/trials.ts'
import { verdicts } from './pt/verdicts.ts'
import { verdicts as verdictLines } from './verdicts/pt.ts'

export const pt = {
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
