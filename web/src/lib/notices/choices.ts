/** What a member chose for each group, out of the form of the page. */

export const CADENCES = ['instant', 'daily', 'weekly', 'never'] as const
const GROUPS = ['opportunities', 'linkages', 'offers', 'documents', 'messages', 'meetings', 'mandates', 'development'] as const

export interface GroupChoice {
  group: (typeof GROUPS)[number]
  mail: (typeof CADENCES)[number]
  text: boolean
}

/** The groups that the form asked about: `mail.offers` is one of the cadences, `text.offers` a tick. */
export function choicesFrom(form: FormData): GroupChoice[] {
  return GROUPS.flatMap((group) => {
    const mail = CADENCES.find((one) => one === form.get(`mail.${group}`))
    return mail ? [{ group, mail, text: form.get(`text.${group}`) !== null }] : []
  })
}
