/** A page of the needs open to everyone, with the names of what they are about. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'

interface Filter {
  limit: number
  cursor?: string
  text?: string
  sector?: string
  country?: string
}

export async function readOpenNeeds({ api, locale }: App.Locals, query: Filter) {
  const { items, next } = need(await api.GET('/api/v1/open-needs', { params: { query } }))
  return {
    items,
    next,
    names: await namesOf(
      api,
      locale,
      items.flatMap(({ products, processes }) => [...products, ...processes]),
    ),
  }
}
