import { it } from 'vitest'
import { setStage } from './support/principals.ts'

it('x', async () => {
  const stage = await setStage()
  const { api, people } = stage
  const who = people['lead-firm admin']
  for (const email of ['a\u0000b', '\ud800', 'a\u0000b@example.org'])
    console.log(JSON.stringify((await api.visitor().send('POST', '/sign-in', { email, password: 'x' })).body))
  const c: Record<string, string> = {}
  for (const l of ['/standards', '/organization/audit', '/suppliers', '/classifications/cpv', '/open-needs', '/sourcing-needs']) {
    const r = await who.get<any>(`${l}?limit=1`)
    console.log(l, r.status, r.body.next)
    if (r.body.next) c[l] = r.body.next
  }
  for (const [from, cur] of Object.entries(c))
    for (const l of [
      '/standards',
      '/organization/audit',
      '/suppliers',
      '/classifications/cpv',
      '/open-needs',
      '/sourcing-needs',
      '/linkages',
    ]) {
      const r = await who.get<any>(`${l}?limit=1&cursor=${cur}`)
      console.log(from, l, r.status, r.body.code)
    }
  await stage.close()
})
