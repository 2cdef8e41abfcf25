/** What the fields of a contract are called, for the summary of errors. */
import type { Speaker } from '#words/speaker.ts'

export function labelsOf(words: Speaker): Record<string, string> {
  return {
    part: words.say('contract.part'),
    category: words.say('contract.category'),
    kind: words.say('contract.kind'),
    valueMinor: words.say('contract.value'),
    currency: words.say('contract.currency'),
    startOn: words.say('contract.start'),
    endOn: words.say('contract.end'),
    jobsNew: words.say('contract.jobs-new'),
    jobsKept: words.say('contract.jobs-kept'),
    jobsWomen: words.say('contract.jobs-women'),
    jobsYouth: words.say('contract.jobs-youth'),
    investmentMinor: words.say('contract.investment'),
    exportsMinor: words.say('contract.exports'),
    importMinor: words.say('contract.import-value'),
    importHs6: words.say('contract.import-hs6'),
    importOrigin: words.say('contract.import-origin'),
    technology: words.say('contract.technology'),
    localContent: words.say('contract.local-content'),
    attribution: words.say('contract.attribution'),
    reason: words.say('contract.reason'),
    year: words.say('flow.year'),
    minor: words.say('flow.amount'),
    onTime: words.say('flow.on-time'),
    agreed: words.say('contract.agreed'),
  }
}
