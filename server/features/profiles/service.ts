/** Capability profiles: what an SME says of itself section by section, who may read it, who checked it, and the firms that lists brought in. */
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import { type Actor, may } from '../../../domain/actor.ts'
import { type Day, dayOf } from '../../../domain/day.ts'
import type { Provenance } from '../../../domain/evidence.ts'
import { assembleFacts, identityOf, matchRowOf, wholeProfile } from '../../../domain/profile-assembly.ts'
import type { FieldFault } from '../../../domain/profile-certificates.ts'
import {
  type CheckContext,
  checkCapacities,
  checkCertificates,
  checkCommercial,
  checkIdentity,
  checkIds,
  checkProcesses,
  checkProducts,
  checkReferences,
  type KnownConcepts,
  sitesStillNamed,
} from '../../../domain/profile-checks.ts'
import { completenessOf } from '../../../domain/profile-completeness.ts'
import { BLANK_FACTS, type FactList, type FactOf, type SaidIn } from '../../../domain/profile-lists.ts'
import { carryProvenance, checked, confirmed, listed, selfDeclared } from '../../../domain/profile-provenance.ts'
import { missingForPublish, openProfileSteps, type ProfileStep, stepProfile } from '../../../domain/profile-publishing.ts'
import { type ProfileTier, projectProfile, type SupplierStep, tiersByField } from '../../../domain/profile-tiers.ts'
import type { CompletableSection, ProfileFacts } from '../../../domain/profiles.ts'
