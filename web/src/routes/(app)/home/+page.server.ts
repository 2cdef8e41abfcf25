/** The home page of each role, its next action first. */

import type { PageServerLoad } from './$types'
import { loadAgencyHome } from './agency.server.ts'
import { loadLeadFirmHome } from './lead-firm.server.ts'
import { loadSmeHome } from './sme.server.ts'

export const load: PageServerLoad = async ({ locals }) => ({
  leadFirm: locals.me?.acting?.kind === 'lead-firm' ? await loadLeadFirmHome(locals.api) : null,
  sme: locals.me?.acting?.kind === 'sme' ? await loadSmeHome(locals.api, locals.locale) : null,
  agency: locals.me?.acting?.kind === 'agency' ? await loadAgencyHome(locals.api) : null,
})
