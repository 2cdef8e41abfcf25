/** The home page of each role, its next action first. */

import type { PageServerLoad } from './$types'
import { loadLeadFirmHome } from './lead-firm.server.ts'

export const load: PageServerLoad = async ({ locals }) => ({
  leadFirm: locals.me?.acting?.kind === 'lead-firm' ? await loadLeadFirmHome(locals.api) : null,
})
