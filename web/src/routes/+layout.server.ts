/** What every page knows: the language, and who is signed in. */
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals }) => ({ locale: locals.locale, me: locals.me })
