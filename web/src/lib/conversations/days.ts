/** Puts the messages of a page under the days on which they were written, the oldest first. */
import type { Message } from '#lib/api/answers.ts'

export interface DayOfMessages {
  day: string
  messages: Message[]
}

/** As the API lists them, the newest first; a page is read downwards, to the field for an answer. */
export function byDay(newestFirst: readonly Message[]): DayOfMessages[] {
  const days = Map.groupBy([...newestFirst].reverse(), (one) => one.at.slice(0, 10))
  return [...days].map(([day, messages]) => ({ day, messages }))
}
