/** What the answers of an organization's form are called, beside the field and in the summary of errors. */
import type { Speaker } from '#words/speaker.ts'

export function organizationLabels(words: Speaker): Record<string, string> {
  return {
    kind: words.say('organization.kind'),
    name: words.say('organization.name'),
    nativeName: words.say('organization.native-name'),
    country: words.say('organization.country'),
    region: words.say('organization.region'),
    city: words.say('organization.city'),
    address: words.say('organization.address'),
    timeZone: words.say('organization.zone'),
    registrationNumber: words.say('organization.registration-number'),
    website: words.say('organization.website'),
  }
}
