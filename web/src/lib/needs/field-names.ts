/** What each field of a need is called, wherever an error or a gap points to it. */
import type { Speaker } from '#words/speaker.ts'

/** `criteria.2.groups.0.requirements.0.value` is `Requirement 3, figure`. */
export function nameOfField(words: Speaker, name: string): string {
  const [, at, last = ''] = /^criteria\.(\d+)(?:\..*?)?\.(\w+)$/.exec(name) ?? []
  if (at === undefined) return words.code('need-field', name)
  const part = words.knows('need-part', last) ? words.code('need-part', last) : ''
  const requirement = words.say('need-form.requirement', { n: Number(at) + 1 })
  return part === '' ? requirement : `${requirement}, ${part}`
}
