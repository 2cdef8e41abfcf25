/** How large a file is, in a reader's figures. */
import type { Speaker } from '#words/speaker.ts'

/** `1.4 MB`, `820 kB`: units that every language of ours writes alike. */
export function sizeOf(words: Speaker, bytes: number): string {
  const kilo = bytes / 1024
  if (kilo < 1000) return `${words.number(Math.max(1, kilo), { maximumFractionDigits: 0 })}\u00a0kB`
  return `${words.number(kilo / 1024, { maximumFractionDigits: 1 })}\u00a0MB`
}
