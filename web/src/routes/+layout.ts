/** Fetches the one dictionary that this reader needs. */
import { loadDictionary, speaker } from '#words/speaker.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ data }) => ({ ...data, words: speaker(data.locale, await loadDictionary(data.locale)) })
