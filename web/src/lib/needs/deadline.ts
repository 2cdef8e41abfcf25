/** A deadline is an instant, the end of a day where the lead firm sits; readers are shown that day. */

/**
 * The day a deadline was meant for, as `2026-12-12`. A day's end anywhere from Hawaii to New Zealand, taken back by
 * just under eleven hours, lies within that day by the clock of Greenwich.
 */
export function deadlineDay(answerBy: string): string {
  return new Date(new Date(answerBy).getTime() - BACK_MS).toISOString().slice(0, 10)
}

const BACK_MS = (10 * 60 + 59) * 60_000
