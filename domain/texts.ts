/** Short texts to a telephone: how many a day, how a number is proved, and what its owner may answer. */

/** Of notices, to one telephone on one day; the rest stands in the list and in mail. A proposal of ours. */
export const MOST_TEXTS_A_DAY = 5
/** Codes to one telephone, and codes that one member asks for, on one day. */
export const MOST_CODES_A_DAY = 3
/** A gateway may be slow; a code is good for this long. */
export const CODE_MINUTES = 30
/** Of a million codes, one member tries fifteen a day at most. */
export const MOST_TRIES = 5

/** A telephone in the form of E.164: a plus sign, the country code, at most fifteen digits. */
export function isPhone(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

/**
 * What a text from a telephone asks for, or null where it asks for nothing that we know.
 * @example "Stop." and "arrêt" end the texts, "START" lets them come again, "stop by tomorrow" is a message to somebody else.
 */
export function answerOf(text: string): 'stop' | 'start' | null {
  const word = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .replace(/[.!]+$/, '')
    .toLowerCase()
  if (STOPS.includes(word)) return 'stop'
  return STARTS.includes(word) ? 'start' : null
}

/** What people write in the languages that we write to them in, beside the words that gateways know everywhere. */
const STOPS = [
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'alto',
  'baja',
  'parar',
  'pare',
  'sair',
  'arret',
  'arreter',
]
const STARTS = ['start', 'unstop', 'alta', 'iniciar', 'inicio', 'commencer']
