/** What a tier shows of a firm, worked out once for each row of facts: hundreds of candidates are evaluated for each answer. */
import type { Day } from '../../../domain/day.ts'
import { shownFacts } from '../../../domain/profile-tiers.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'

type Tier = 'registered' | 'matched'
type ShownTo = (facts: ProfileFacts, tier: Tier) => ProfileFacts

/** Kept for as long as the row itself is, and until another day is asked for. What it gives is shared: nobody may change it. */
export function keepShown(): (today: Day) => ShownTo {
  let kept: { today: Day; shownTo: ShownTo } | null = null
  return (today) => {
    if (kept?.today !== today) kept = { today, shownTo: shownOn(today) }
    return kept.shownTo
  }
}

function shownOn(today: Day): ShownTo {
  const kept: Record<Tier, WeakMap<ProfileFacts, ProfileFacts>> = { registered: new WeakMap(), matched: new WeakMap() }
  return (facts, tier) => {
    const known = kept[tier].get(facts)
    if (known) return known
    const shown = shownFacts(facts, { tier, today })
    kept[tier].set(facts, shown)
    return shown
  }
}
