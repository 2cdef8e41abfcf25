/** When a thread is open, who is named in it, until when a message is taken back, and by which words a hidden firm would name itself. */
import { describe, expect, it } from 'vitest'
import { agencyIsInSince, authorShown, mayTakeBack, threadState } from './conversations.ts'
import { LINKAGE_STAGES, type Standing } from './linkages.ts'
import { ownNameIn } from './own-names.ts'

const standing = (stage: Standing['stage'], more: Partial<Standing> = {}): Standing => ({
  stage,
  leftStage: null,
  introducedAt: null,
  contractedAt: null,
  ...more,
})

describe('a thread', () => {
  it('opens with the interest of the SME and is over with the linkage', () => {
    const by = Map.groupBy(LINKAGE_STAGES, (stage) => threadState(standing(stage, { leftStage: 'meeting' })))
    expect(by.get('not-open')).toEqual(['proposed', 'broker-shortlisted', 'offered-to-sme'])
    expect(by.get('over')).toEqual(['sme-declined', 'lead-firm-declined', 'lost', 'lapsed'])
    expect(by.get('open')).toContain('on-hold')
  })

  it('that was held before anybody answered is not open', () => {
    expect(threadState(standing('on-hold', { leftStage: 'offered-to-sme' }))).toBe('not-open')
  })
})

describe('an author', () => {
  const at = (stage: Standing['stage'], leadFirmHidden: boolean) => ({ leadFirmHidden, standing: standing(stage) })

  it('of a hidden lead firm is neither named nor placed, however far the linkage has come', () => {
    for (const stage of LINKAGE_STAGES) expect(authorShown('lead-firm', at(stage, true))).toEqual({ organization: false, person: false })
  })

  it('of a firm is named from the acceptance on, and no more after the end', () => {
    expect(authorShown('sme', at('sme-interested', false)).person).toBe(false)
    expect(authorShown('sme', at('lead-firm-accepted', true)).person).toBe(true)
    expect(authorShown('sme', at('lost', false)).person).toBe(false)
  })

  it('of an agency is always named', () => {
    expect(authorShown('agency', at('sme-interested', true))).toEqual({ organization: true, person: true })
  })
})

describe('a message', () => {
  const message = { at: new Date('2026-11-23T09:00:00Z'), takenBackAt: null }
  it('is taken back within a quarter of an hour, once', () => {
    expect(mayTakeBack(message, new Date('2026-11-23T09:15:00Z'))).toBe(true)
    expect(mayTakeBack(message, new Date('2026-11-23T09:15:01Z'))).toBe(false)
    expect(mayTakeBack({ ...message, takenBackAt: message.at }, message.at)).toBe(false)
  })
})

describe('an agency', () => {
  const [early, late] = [new Date('2026-11-23T09:00:00Z'), new Date('2026-11-24T09:00:00Z')]
  it('is in from the second invitation on', () => {
    expect(agencyIsInSince([])).toBeNull()
    expect(agencyIsInSince([{ side: 'sme', at: early }])).toBeNull()
    expect(
      agencyIsInSince([
        { side: 'sme', at: late },
        { side: 'lead-firm', at: early },
      ]),
    ).toEqual(late)
  })
})

describe('a firm’s own name', () => {
  const firm = {
    names: ['Verrano Mobility Pvt. Ltd.', ''],
    websites: ['https://www.verrano-mobility.example/about'],
    emails: ['asha@verrano.example', 'buyer.of.verrano@gmail.com'],
  }

  it.each([
    ['We are Verrano Mobility.', 'Verrano Mobility Pvt. Ltd.'],
    ['VERRANO  mobility LIMITED wants this', 'Verrano Mobility Pvt. Ltd.'],
    ['Verrano-Mobility it is', 'Verrano Mobility Pvt. Ltd.'],
    ['ask VerranoMobility', 'Verrano Mobility Pvt. Ltd.'],
    ['V e r r a n o M o b i l i t y', 'Verrano Mobility Pvt. Ltd.'],
    ['Vérrano Mobilíty', 'Verrano Mobility Pvt. Ltd.'],
    ['mail me: Buyer.of.Verrano@gmail.com', 'buyer.of.verrano@gmail.com'],
    ['see shop.verrano.example!', 'verrano.example'],
  ])('is found in %j', (text, word) => {
    expect(ownNameIn(text, firm)).toBe(word)
  })

  it.each(['We need 5,000 brackets a month.', 'Our mobility line is in Pune.', 'Write to sales@gmail.com', 'ourverrano.example2', ''])(
    'is not found in %j',
    (text) => {
      expect(ownNameIn(text, firm)).toBeNull()
    },
  )
})
