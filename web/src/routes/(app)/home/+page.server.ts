/** The home page of each role, its next action first. */
import { loadLeadFirmHome } from './lead-firm.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  leadFirm: locals.me?.acting?.kind === 'lead-firm' ? await loadLeadFirmHome(locals.api) : null,
})
