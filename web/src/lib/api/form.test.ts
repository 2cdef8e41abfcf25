/** A submitted form becomes guards and answers. */
import { describe, expect, it } from 'vitest'
import { figure, guards, text, texts, ticked, unreadable } from './form.ts'

function form(entries: Record<string, string | string[]>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(entries)) for (const one of [value].flat()) data.append(name, one)
  return data
}

describe('a submitted form', () => {
  it('guards a change with the version seen and a key that counts once', () => {
    expect(guards(form({ version: '7', once: 'k1' }))).toEqual({ 'if-match': '"7"', 'idempotency-key': 'k1' })
    expect(guards(form({}))).toEqual({})
  })

  it('has answers without stray spaces, and none where nothing was written', () => {
    const answers = form({ name: '  Tamhini ', place: '   ', language: ['en', ' ', 'mr'] })
    expect([text(answers, 'name'), text(answers, 'place'), text(answers, 'absent')]).toEqual(['Tamhini', undefined, undefined])
    expect(texts(answers, 'language')).toEqual(['en', 'mr'])
  })

  it('reads figures as the reader’s language writes them, and names those it cannot read', () => {
    const answers = form({ force: '1.800,5', bed: 'wide', mass: '' })
    expect(figure(answers, 'force', 'es')).toBe(1800.5)
    expect(unreadable(answers, ['force', 'bed', 'mass'], 'es')).toEqual(['bed'])
  })

  it('knows a tick from none', () => {
    expect([ticked(form({ own: 'on' }), 'own'), ticked(form({}), 'own')]).toEqual([true, false])
  })
})
