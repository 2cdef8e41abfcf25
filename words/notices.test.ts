/** Every topic has its sentences, and none that an SME hears has room for a lead firm's name. */
import { describe, expect, it } from 'vitest'
import { NOTICE_GROUPS, NOTICE_TOPICS } from '../domain/notices.ts'
import { en } from './en.ts'
import { LOCALES } from './locales.ts'
import { gapsOf } from './message.ts'
import { sayNotice } from './say.ts'

const words: Record<string, string> = en

/** Told to lead firms and agencies alone; of a mandate, the other party is an agency or the firm that gave it. */
const MAY_NAME_A_FIRM = /^(interest-|offer-|mandate-)/

describe('the sentences of notices', () => {
  it.each(NOTICE_TOPICS)('%s has one with names and one without', (topic) => {
    expect(words[`notice.${topic}`]).toBeTruthy()
    expect(gapsOf(words[`notice-text.${topic}`] ?? '{missing}')).toEqual([])
  })

  it('have a heading for every group', () => {
    expect(NOTICE_GROUPS.filter((group) => !words[`notice-group.${group}`])).toEqual([])
  })

  it('name a firm only where no SME is told of a lead firm', () => {
    const naming = NOTICE_TOPICS.filter((topic) => gapsOf(words[`notice.${topic}`] ?? '').includes('firm'))
    expect(naming.filter((topic) => !MAY_NAME_A_FIRM.test(topic))).toEqual([])
  })

  it.each(LOCALES)('fall back to the general one in %s where a name is missing or empty', (locale) => {
    expect(sayNotice(locale, 'interest-shown', { need: 'Brackets', firm: '' })).toBe(sayNotice(locale, 'interest-shown', {}))
    expect(sayNotice(locale, 'interest-shown', { need: 'Brackets', firm: 'Tamhini' })).toContain('Tamhini')
    expect(sayNotice(locale, 'interest-shown', {})).not.toMatch(/[{}]/)
  })
})
