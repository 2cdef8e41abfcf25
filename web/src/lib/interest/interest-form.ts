/** The three standard questions and the exclusion grounds, read from a form into what the API takes. */
import { text } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'

export type InterestBody = operations['showInterest']['requestBody']['content']['application/json']
type Ground = NonNullable<InterestBody['grounds']>[number]

export const COOPERATION = [
  'supply',
  'subcontracting',
  'joint-development',
  'technology-partner',
  'joint-venture',
  'other',
] as const satisfies InterestBody['cooperation'][]

/** Grounds come as `ground-fraud` = yes or no; one without an answer is left out, and the API asks for it. */
export function interestBody(form: FormData): InterestBody {
  const [unclear, about, contact] = [text(form, 'unclear'), text(form, 'about'), text(form, 'contact')]
  const grounds = [...form.keys()].flatMap((name): Ground[] => {
    const said = form.get(name)
    if (!name.startsWith('ground-') || (said !== 'yes' && said !== 'no')) return []
    return [{ ground: name.slice('ground-'.length) as Ground['ground'], applies: said === 'yes' }]
  })
  return {
    cooperation: COOPERATION.find((one) => one === form.get('cooperation')) ?? 'supply',
    ...(unclear && { unclear }),
    ...(about && { about }),
    ...(contact && { contact }),
    ...(grounds.length > 0 && { grounds }),
  }
}
