/** Atom as feed readers need it: well-formed whatever stands in a title, with stable ids and the times that were given. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFeedWriter } from './feed-writer.ts'

const at = new Date('2026-11-23T09:00:00.000Z')
const entry = (title: string) => ({ url: 'https://highroad.example/open-needs/1', title, summary: title, updatedAt: at })
const atom = (title: string) =>
  createFeedWriter().atom({ id: 'urn:uuid:1', title, url: 'https://highroad.example', updatedAt: at, entries: [entry(title)] })

/** What stands outside of CDATA and markup: all that a parser would read as text or trip over. */
const outside = (xml: string) => xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').replace(/<[/?]?[a-z][^<>]*>/gi, '')

/** What XML 1.0 cannot hold at all. */
const isUnreadable = (sign: string) => (sign < ' ' && !'\t\n\r'.includes(sign)) || '\ufffe\uffff'.includes(sign)

describe('a feed', () => {
  it('carries ids and times as given, and none of its own', () => {
    const xml = atom('Brackets')
    expect(xml).toContain('<id>urn:uuid:1</id>')
    expect(xml).toContain('<id>https://highroad.example/open-needs/1</id>')
    expect(new Set(xml.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g))).toEqual(new Set([at.toISOString()]))
  })

  it('stays well-formed whatever stands in a title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (noise) => {
        const xml = atom(`${noise}<b>]]></feed>&amp;\u0000`)
        expect([...xml].filter(isUnreadable)).toEqual([])
        expect(outside(xml)).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos);)/)
        expect(xml.match(/<\/feed>(?![\s\S]*\]\]>)/g)).toHaveLength(1)
      }),
    )
  })
})
