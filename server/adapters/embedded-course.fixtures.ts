/** A course of changes that everyone can reckon from its number: which firm changes, and into what. */
import type { ProfileFeatures } from '../../domain/match-query.ts'
import type { FeatureChange } from '../ports/match-engine.ts'
import { at, cluster } from './match-engine.contract-cluster.ts'

export const DATABASE = 'the database of the tests'

export function firmsOf(count: number): ProfileFeatures[] {
  return cluster(count, 0).profiles
}

/** The change with this number: most firms take over what another one has, some are taken out. */
export function changeAt(profiles: readonly ProfileFeatures[], seq: bigint): FeatureChange {
  const number = Number(seq)
  const { profileId } = at(profiles, (number * 13) % profiles.length)
  const profile = number % 9 === 0 ? null : { ...at(profiles, (number * 7 + 3) % profiles.length), profileId }
  return { seq, kind: 'profile', id: profileId, profile }
}

/** The changes after one number up to another. */
export function changesBetween(profiles: readonly ProfileFeatures[], after: bigint, upTo: bigint): FeatureChange[] {
  return Array.from({ length: Number(upTo - after) }, (_, place) => changeAt(profiles, after + BigInt(place + 1)))
}

/** All firms as they stand after a number of changes. */
export function standingAfter(profiles: readonly ProfileFeatures[], upTo: bigint): ProfileFeatures[] {
  const standing = new Map(profiles.map((profile) => [profile.profileId, profile]))
  for (const change of changesBetween(profiles, 0n, upTo)) {
    if (change.kind !== 'profile') continue
    if (change.profile) standing.set(change.id, change.profile)
    else standing.delete(change.id)
  }
  return [...standing.values()]
}
