/** The address of an import leads to the step it waits at. */
import { redirect } from '@sveltejs/kit'
import { stepOf } from '#lib/imports/steps.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ parent }) => {
  const { list } = await parent()
  redirect(303, `/imports/${list.id}/${stepOf(list)}`)
}
