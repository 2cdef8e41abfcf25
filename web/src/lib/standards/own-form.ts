/** The form of a lead firm's own standard, read into what the API takes. */
import { refusal, refuseFields } from '#lib/api/answer.ts'
import { figure, text, texts, unreadable } from '#lib/api/form.ts'
import type { Locale } from '#words/locales.ts'

const MONTHS = ['monthsMin', 'monthsMax'] as const

/** The body, or the refusal of figures that are none. */
export function ownStandardFrom(form: FormData, locale: Locale) {
  const wrong = unreadable(form, MONTHS, locale)
  if (wrong.length > 0) {
    return { refused: refuseFields(form, Object.fromEntries(wrong.map((name) => [name, { code: 'not-a-number' }]))), body: null }
  }
  const body = {
    name: text(form, 'name') ?? '',
    edition: text(form, 'edition') ?? '',
    checklist: (text(form, 'checklist') ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
    acceptsInstead: texts(form, 'acceptsInstead'),
    monthsMin: figure(form, 'monthsMin', locale) ?? null,
    monthsMax: figure(form, 'monthsMax', locale) ?? null,
  }
  return { refused: null, body }
}

/** A fault in one line or one tick of a question is told beside the question. */
export function refusedQuestion(answer: Parameters<typeof refusal>[0], form: FormData): ReturnType<typeof refusal> {
  const refused = refusal(answer, form)
  const { fields } = refused.data
  for (const [name, error] of Object.entries(fields)) {
    const [question = name] = name.split('.')
    if (question === name) continue
    delete fields[name]
    fields[question] ??= error
  }
  return refused
}
