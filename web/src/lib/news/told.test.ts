/** News in words: what happened, how the firm stands, and why only where something keeps it down. */
import { expect, it } from 'vitest'
import { loadDictionary, speaker } from '#words/speaker.ts'
import { codesOf, type News, tellNews } from './told.ts'

const words = speaker('en', await loadDictionary('en'))
const news = (changes: Partial<News>): News => ({
  id: 'a',
  reason: 'new-need',
  need: { id: 'n', title: 'Brackets', isOpen: true },
  before: null,
  after: 'ready',
  cause: 'need',
  because: null,
  certificate: null,
  raisedAt: '2026-11-23T09:00:00Z',
  read: false,
  ...changes,
})
const tell = (changes: Partial<News>) => tellNews(words, news(changes), (code) => code.toUpperCase())
const because = { kind: 'why' as const, code: 'certificate-absent', params: { standard: 'iso-9001' } }

it.each<[Partial<News>, string]>([
  [{}, 'New need: Brackets'],
  [{ reason: 'now-fits', cause: 'profile' }, 'You now fit: Brackets'],
  [{ reason: 'now-fits', before: 'developable' }, 'You stand better: Brackets'],
  [{ reason: 'no-longer-fits', before: 'ready', after: null }, 'You no longer fit: Brackets'],
  [{ reason: 'no-longer-fits', before: 'ready', after: 'developable' }, 'You stand lower: Brackets'],
  [{ reason: 'need-changed', before: 'ready', after: null }, 'Changed: Brackets'],
  [{ reason: 'need-closed', before: 'ready', after: null }, 'Closed: Brackets'],
])('%j is told as %s', (changes, title) => {
  expect(tell(changes)).toMatchObject({ title, href: '/opportunities/n', isNew: true })
})

it('says why where something keeps the firm down, and not where all is well', () => {
  expect(tell({ reason: 'no-longer-fits', before: 'ready', after: null, because }).why).toMatch(/^Why: No ISO-9001/)
  expect(tell({ because }).why).toBe('')
  expect(tell({ reason: 'no-longer-fits', before: 'ready', after: null }).why).toBe('No longer proposed to you')
})

it('leads to the certificates when one is about to end', () => {
  const certificate = { standard: 'iso-9001', until: '2027-04-01', days: 7, needs: 2 }
  const one = news({ reason: 'certificate-expiring', need: null, after: null, certificate })
  expect(tellNews(words, one, (code) => code.toUpperCase())).toMatchObject({
    title: `ISO-9001 ends on ${words.day('2027-04-01')}`,
    href: '/profile/certificates',
    why: '2 open needs hang on it',
  })
  expect(codesOf([one])).toEqual(['iso-9001'])
})
