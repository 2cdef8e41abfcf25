/** What the SME could bring to open needs, computed from its profile against every open need near its work. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesIn, tellDoor, volumeOf } from '#lib/opportunities/doors.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.me?.acting?.kind !== 'sme') redirect(303, '/home')
  const profile = await locals.api.GET('/api/v1/profile')
  if (profile.response.status === 404) return { none: true as const }
  const unlocks = need(await locals.api.GET('/api/v1/unlocks'))
  const [words, names] = await Promise.all([speakerOf(locals.locale), namesOf(locals.api, locals.locale, codesIn(unlocks.items))])
  const nameOf = (code: string) => names[code] ?? (words.knows('parameter', code) ? words.code('parameter', code) : code)
  const most = Math.max(0, ...unlocks.items.map((one) => one.needs))
  const doors = unlocks.items.map((item) => tellDoor({ words, nameOf }, item, most))
  const titles = new Map(doors.map(({ key, title }) => [key, title]))
  const { read, ready, reachable, partial } = unlocks
  return {
    none: false as const,
    figures: { read, ready, reachable },
    partial,
    doors,
    together: unlocks.together.map(({ keys, needs, volumes }) => ({
      key: keys.join('\n'),
      titles: keys.map((key) => titles.get(key) ?? key),
      opens: words.say('door.opens', { n: needs }),
      volume: volumeOf(words, volumes),
    })),
  }
}
