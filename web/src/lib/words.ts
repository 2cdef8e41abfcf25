/** The reader's own language, handed down to every component of a page. */
import { createContext } from 'svelte'
import type { Speaker } from '#words/speaker.ts'

const [speakerHere, provideSpeaker] = createContext<Speaker>()

export { provideSpeaker }

/** The speaker of this page: `const words = useWords()`, then `words.say('nav.home')`. */
export function useWords(): Speaker {
  return speakerHere()
}
