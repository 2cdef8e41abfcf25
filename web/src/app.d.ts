/** What SvelteKit carries along with every request of ours. */

import type { Api } from '#lib/api/client.ts'
import type { Me } from '#lib/api/me.ts'
import type { Locale } from '#words/locales.ts'

declare global {
  namespace App {
    interface Error {
      /** Stable code of the API's problem+json; words/ holds its sentence. */
      code?: string
      params?: Record<string, string | number>
      /** What an operator looks up in the log. */
      traceId?: string
    }
    interface Locals {
      api: Api
      locale: Locale
      /** Whoever is signed in; null for a visitor. */
      me: Me | null
      /** Cookies that the API set while this page was made, verbatim. */
      setCookies: string[]
    }
  }
}
