/** Reads the forms of mandates, and finds the needs that one may be for. */
import { need } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { text, texts } from '#lib/api/form.ts'
import { type Mandate, SCOPES } from '#lib/mandates/codes.ts'

export interface ScopeSent {
  scope: Mandate['scope']
  needIds?: string[]
  sectors?: string[]
}

/** What the mandate is for; only what goes with the chosen scope is sent. */
export function scopeIn(form: FormData): ScopeSent {
  const scope = SCOPES.find((one) => one === text(form, 'scope')) ?? 'all'
  if (scope === 'needs') return { scope, needIds: texts(form, 'needIds') }
  return scope === 'sectors' ? { scope, sectors: texts(form, 'sectors') } : { scope }
}

export function spanIn(form: FormData): { fromOn?: string; untilOn?: string; note?: string } {
  const [fromOn, untilOn, note] = [text(form, 'fromOn'), text(form, 'untilOn'), text(form, 'note')]
  return { ...(fromOn && { fromOn }), ...(untilOn && { untilOn }), ...(note && { note }) }
}

/** A lead firm chooses among its own needs, an SME among those it has linkages over. */
export async function nameableNeeds(api: Api, kind: string): Promise<{ id: string; title: string }[]> {
  const query = { limit: 100 }
  if (kind === 'lead-firm') return need(await api.GET('/api/v1/sourcing-needs', { params: { query } })).items
  if (kind !== 'sme') return []
  const { items } = need(await api.GET('/api/v1/linkages', { params: { query } }))
  return [...new Map(items.map((one) => [one.need.id, one.need])).values()]
}

/** A refused day stands beside its field. */
export const BESIDE: Record<string, { name: string; code: string }> = {
  'mandate-begins-early': { name: 'fromOn', code: 'must-be-future' },
  'mandate-begins-late': { name: 'fromOn', code: 'invalid' },
  'mandate-ends-early': { name: 'untilOn', code: 'order' },
  'mandate-too-long': { name: 'untilOn', code: 'invalid' },
}
