/** A form of many items is read in its order, numbered anew after a removal, and its figures in the reader's language. */
import { describe, expect, it } from 'vitest'
import { figureIn, numberIn, type Reading, readItems, typedNumber, valuesOf, word, words } from './drafts.ts'

function form(entries: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

function reading(draft: Reading['draft']): Reading {
  return { draft, locale: 'es', prefix: 'items.1.', faults: {} }
}

describe('the items of a form', () => {
  it('come in the order of their numbers, ticks and all', () => {
    const items = readItems(
      form([
        ['items.10.name', 'Hinges'],
        ['items.2.name', 'Brackets'],
        ['items.2.materials', 'steel'],
        ['items.2.materials', 'copper'],
        ['items.2.functions.design', 'own'],
        ['version', '4'],
      ]),
    )
    expect(items).toEqual([{ name: 'Brackets', materials: ['steel', 'copper'], 'functions.design': 'own' }, { name: 'Hinges' }])
  })

  it('are numbered anew when they go back to the page', () => {
    expect(valuesOf([{ name: 'Hinges' }, { materials: ['steel'] }])).toEqual({ 'items.0.name': 'Hinges', 'items.1.materials': ['steel'] })
  })

  it('have words without stray spaces, and lists even of one tick', () => {
    expect(word({ name: '  Brackets ' }, 'name')).toBe('Brackets')
    expect(word({}, 'name')).toBe('')
    expect(words({ materials: 'steel' }, 'materials')).toEqual(['steel'])
  })
})

describe('a figure', () => {
  it('is read as the language writes it', () => {
    expect(numberIn(reading({ press: '1.800,5' }), 'press')).toBe(1800.5)
    expect(numberIn(reading({ press: ' ' }), 'press')).toBeNull()
  })

  it('that is none is noted beside its input', () => {
    const asked = reading({ press: 'two fifty' })
    expect(numberIn(asked, 'press')).toBeNull()
    expect(asked.faults).toEqual({ 'items.1.press': { code: 'not-a-number' } })
  })

  it('that must be there is missed', () => {
    const asked = reading({})
    figureIn(asked, 'installed')
    expect(asked.faults).toEqual({ 'items.1.installed': { code: 'required' } })
  })

  it('keeps its decimals on the way to the input and back', () => {
    const typed = typedNumber(0.0125, 'es')
    expect(typed).toBe('0,0125')
    expect(numberIn(reading({ press: typed }), 'press')).toBe(0.0125)
  })
})
