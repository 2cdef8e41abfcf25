/** The whole authorization matrix: the rows of every feature, in the order of the business. */
import type { Rows } from '../support/matrix.ts'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { claims } from './claims.ts'
import { imports } from './imports.ts'
import { learning } from './learning.ts'
import { linkages } from './linkages.ts'
import { matching } from './matching.ts'
import { offers } from './offers.ts'
import { organizations } from './organizations.ts'
import { profiles } from './profiles.ts'
import { sourcing } from './sourcing.ts'
import { standards } from './standards.ts'
import { directory, taxonomy } from './taxonomy.ts'
import { trials } from './trials.ts'

export const ROWS: Rows = {
  ...accounts,
  ...standards,
  ...taxonomy,
  ...organizations,
  ...profiles,
  ...claims,
  ...sourcing,
  ...imports,
  ...matching,
  ...trials,
  ...linkages,
  ...offers,
  ...alerts,
  ...learning,
  ...directory,
}
