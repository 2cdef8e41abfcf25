/** The whole authorization matrix: the rows of every feature, in the order of the business. */
import type { Rows } from '../support/matrix.ts'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { claims } from './claims.ts'
import { contracts } from './contracts.ts'
import { conversations } from './conversations.ts'
import { desk } from './desk.ts'
import { documents } from './documents.ts'
import { events } from './events.ts'
import { imports } from './imports.ts'
import { learning } from './learning.ts'
import { linkages } from './linkages.ts'
import { mandates } from './mandates.ts'
import { matching } from './matching.ts'
import { meetings } from './meetings.ts'
import { notices } from './notices.ts'
import { offers } from './offers.ts'
import { organizations } from './organizations.ts'
import { profiles } from './profiles.ts'
import { sourcing } from './sourcing.ts'
import { standards } from './standards.ts'
import { supplierLists } from './supplier-lists.ts'
import { directory, taxonomy } from './taxonomy.ts'
import { trials } from './trials.ts'

export const ROWS: Rows = {
  ...accounts,
  ...standards,
  ...taxonomy,
  ...organizations,
  ...profiles,
  ...claims,
  ...mandates,
  ...sourcing,
  ...imports,
  ...matching,
  ...trials,
  ...notices,
  ...linkages,
  ...offers,
  ...meetings,
  ...events,
  ...documents,
  ...conversations,
  ...contracts,
  ...supplierLists,
  ...desk,
  ...alerts,
  ...learning,
  ...directory,
}
