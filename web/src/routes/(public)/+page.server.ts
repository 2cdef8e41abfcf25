/** The start page shows the latest open needs. */
import { readOpenNeeds } from '#lib/needs/open-needs.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ needs: await readOpenNeeds(locals, { limit: 5 }) })
