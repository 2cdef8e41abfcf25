/** What a tier shows of a firm, worked out once for each row of facts: hundreds of candidates are evaluated for each answer. */
import type { Day } from '../../../domain/day.ts'
import { shownFacts } from '../../../domain/profile-tiers.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'

type Tier = 'registered' | 'matched'

/** Kept for as long as the row itself is, and until the day changes. What it gives is shared: nobody may change it. */
export function keepShown(today: () => Day): (facts: ProfileFacts, tier: Tier) => ProfileFacts {
  let day: Day | null = null
  let kept: Record<Tier, WeakMap<ProfileFacts, ProfileFacts>> = none()
  return (facts, tier) => {
    const now = today()
    if (now !== day) {
      day = now
      kept = none()
    }
    const known = kept[tier].get(facts)
    if (known) return known
    const shown = shownFacts(facts, { tier, today: now })
    kept[tier].set(facts, shown)
    return shown
  }
}

function none(): Record<Tier, WeakMap<ProfileFacts, ProfileFacts>> {
  return { registered: new WeakMap(), matched: new WeakMap() }
}
