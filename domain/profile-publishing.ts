/** When a capability profile may be shown, and the steps between draft and published. */
import { accept, type Decision, refuse } from './decision.ts'
import type { ProfileState } from './profiles.ts'

export const PROFILE_STEPS = ['publish', 'withdraw'] as const
export type ProfileStep = (typeof PROFILE_STEPS)[number]

/** The eight answers without which nobody can be found: asked for before anything else. */
export const PUBLISH_FIELDS = ['name', 'country', 'place', 'headline', 'language', 'sector', 'employees', 'product-or-process'] as const
export type PublishField = (typeof PUBLISH_FIELDS)[number]

export interface Publishable {
  name: string
  country: string
  region: string
  city: string
  headline: string
  language: string
  sector: string
  employees: number | null
  products: readonly object[]
  processes: readonly object[]
}

/** What publishing still waits for, in the order in which it is asked; one product or one process suffices. */
export function missingForPublish(profile: Publishable): PublishField[] {
  return PUBLISH_FIELDS.filter((field) => !IS_THERE[field](profile))
}

const IS_THERE: Record<PublishField, (profile: Publishable) => boolean> = {
  name: ({ name }) => name.trim() !== '',
  country: ({ country }) => country !== '',
  place: ({ region, city }) => region.trim() !== '' || city.trim() !== '',
  headline: ({ headline }) => headline.trim() !== '',
  language: ({ language }) => language !== '',
  sector: ({ sector }) => sector !== '',
  employees: ({ employees }) => employees !== null,
  'product-or-process': ({ products, processes }) => products.length + processes.length > 0,
}

/** The steps that stand open now: what a page offers, so that no page repeats a rule. */
export function openProfileSteps(state: ProfileState): ProfileStep[] {
  return PROFILE_STEPS.filter((step) => STEPS[step].from.includes(state))
}

/** Takes one step; a suspended profile is lifted by the platform alone. */
export function stepProfile(state: ProfileState, step: ProfileStep, missing: readonly PublishField[]): Decision<ProfileState> {
  if (state === 'suspended') return refuse('profile-suspended', 'This profile is suspended; the platform can lift that.')
  if (!STEPS[step].from.includes(state))
    return refuse('profile-wrong-state', 'The profile does not stand where this step begins.', { state })
  if (step === 'publish' && missing.length > 0) {
    return refuse('profile-not-ready', 'The profile misses something before it can be published.', { missing: missing.join(', ') })
  }
  return accept(STEPS[step].to)
}

const STEPS: Record<ProfileStep, { from: readonly ProfileState[]; to: ProfileState }> = {
  publish: { from: ['draft', 'archived'], to: 'published' },
  withdraw: { from: ['published'], to: 'draft' },
}
