/** A page of firms that share a word with the need but not its matter is worse than the word "nothing". */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NEAREST, nothingFits, TOPIC_THRESHOLD } from './nothing-fits.ts'

test.each([
  ['no candidate at all', [], true],
  ['candidates that share the country alone', [0.05, 0.01], true],
  ['one just below the threshold', [TOPIC_THRESHOLD - 0.001], true],
  ['one that reaches it', [TOPIC_THRESHOLD], false],
  ['one near firm behind many far ones', [0.01, 0.02, 0.9], false],
])('of %s: %j, nothing fits is %s', (_, topics, expected) => expect(nothingFits(topics)).toBe(expected))

test('one more candidate never turns an answer into nothing, and the order tells nothing', () => {
  const topic = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.array(topic), topic, (topics, another) => {
      if (!nothingFits(topics)) expect(nothingFits([...topics, another])).toBe(false)
      expect(nothingFits([...topics].reverse())).toBe(nothingFits(topics))
      expect(nothingFits(topics)).toBe(Math.max(0, ...topics) < TOPIC_THRESHOLD)
    }),
  )
})

test('the nearest stand beside it, so that a person can judge', () => expect(NEAREST).toBe(3))
