/** Capability profiles: what an SME says of itself section by section, who may read it, who checked it, and the firms that lists brought in. */
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import { compareMatchFacts, type FactsDifference, loadProfiles, rebuildMatchFacts, type StoredProfile } from '../../../db/profile-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { assembleFacts, identityOf, provenanceOf, wholeProfile } from '../../../domain/profile-assembly.ts'
import type { FieldFault } from '../../../domain/profile-certificates.ts'
import { type CheckContext, checkCommercial, checkIdentity, type KnownConcepts, sitesStillNamed } from '../../../domain/profile-checks.ts'
import { type ImportedFirm, importedParts } from '../../../domain/profile-imports.ts'
import { FACT_LISTS, type FactList } from '../../../domain/profile-lists.ts'
import { approvedBy, carryProvenance, checked, confirmed, selfDeclared } from '../../../domain/profile-provenance.ts'
import { missingForPublish, type ProfileStep, stepProfile } from '../../../domain/profile-publishing.ts'
import { completed, completedList, prepareSection, type SentItem, standardsIn } from '../../../domain/profile-sections.ts'
import type { ProfileTier } from '../../../domain/profile-tiers.ts'
import { ownView, supplierView } from '../../../domain/profile-views.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NewApproval } from '../standards/service.ts'
import type { CheckBody, CommercialBody, IdentityBody, ProfileView, SupplierView } from './contract.ts'
import { type NewProfile, profileStore as store } from './store.ts'

type Version = number | null

export interface ProfileService {
  own(actor: Actor): Promise<ProfileView>
  create(actor: Actor): Promise<ProfileView>
  saveIdentity(actor: Actor, version: Version, body: IdentityBody): Promise<ProfileView>
  /** Puts these items in the place of the list; `complete` is undefined for sites, which are never complete. */
  saveList<L extends FactList>(actor: Actor, version: Version, list: L, body: ListBody<L>): Promise<ProfileView>
  saveCommercial(actor: Actor, version: Version, body: CommercialBody): Promise<ProfileView>
  /** The firm says "still true" of all that is its own word. */
  confirm(actor: Actor, version: Version): Promise<ProfileView>
  step(actor: Actor, version: Version, step: ProfileStep): Promise<ProfileView>
  preview(actor: Actor, as: 'public' | 'registered' | 'matched'): Promise<SupplierView>
  supplier(actor: Actor, organizationId: string): Promise<SupplierView>
  /** An officer of the firm's country writes down that somebody looked. */
  check(actor: Actor, organizationId: string, version: Version, body: CheckBody): Promise<SupplierView>

  // What other features are handed, within their own transactions.
  factsOf(tx: Transaction, profileIds: readonly string[]): Promise<ProfileFacts[]>
  /** Writes the row of match facts anew after the organization itself changed: its name, its place, whether it is claimed. */
  refresh(tx: Transaction, organizationId: string): Promise<void>
  issueApproval(tx: Transaction, actor: Actor, approval: NewApproval): Promise<{ id: string }>
  revokeApproval(tx: Transaction, actor: Actor, approvalId: string): Promise<void>
  /** Published profiles of firms that a list brought in; their organizations stand already. Answers in the order of the firms. */
  createImported(
    tx: Transaction,
    listName: string,
    firms: readonly ImportedFirm[],
  ): Promise<{ organizationId: string; profileId: string }[]>
  removeImported(tx: Transaction, organizationIds: readonly string[]): Promise<number>
  /** Compares match_facts with the tables, a page in key order; 0 differences are expected. */
  reconcileFacts(limit: number, after?: string | null): Promise<{ checked: number; differences: FactsDifference[]; next: string | null }>
}

export interface ListBody<L extends FactList> {
  items: readonly SentItem<L>[]
  complete?: boolean
}

interface Needs {
  db: Database
  clock: Clock
  concepts: KnownConcepts
  /** Lead firms' own standards that this SME has met, and may name. */
  standardsMet(tx: Transaction, organizationId: string): Promise<ReadonlySet<string>>
  /** How deep this actor sees into the firm's profile; its own firm is asked for nowhere. */
  tierOf(tx: Transaction, actor: Actor, organizationId: string): Promise<ProfileTier>
}

export function createProfileService(needs: Needs): ProfileService {
  const { db, clock } = needs
  return {
    ...createSaves(needs),
    ...createFeeds(needs),
    own: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'profile.own')
        return ownView(await ownProfile(tx, actor))
      }),
    create: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'profile.edit')
        const { organizationId } = actingFor(actor)
        const at = clock.now()
        const made = await store.insert(tx, { organizationId, ...selfDeclared(dayOf(at)), createdAt: at, updatedAt: at })
        if (!made) throw new RefusedError({ code: 'profile-exists', message: 'Your organization has a profile already.' })
        const row = await store.byOrganization(tx, organizationId)
        await record(tx, actor, { action: 'profile.create', subjectKind: 'profile', subjectId: row?.id ?? '', at })
        return ownView(await rebuilt(tx, row?.id ?? ''))
      }),
    preview: (actor, as) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'profile.own')
        const tier = as === 'public' ? 'public-teaser' : as
        return supplierView(await ownProfile(tx, actor), actor, { tier, today: dayOf(clock.now()) })
      }),
    supplier: (actor, organizationId) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'profile.read')
        const { profile, ...reading } = await readable(needs, tx, actor, organizationId)
        return supplierView(profile, actor, { ...reading, today: dayOf(clock.now()) })
      }),
    check: (actor, organizationId, version, body) => db.as(actor, (tx) => check(needs, tx, actor, { organizationId, version, ...body })),
  }
}

function createSaves(needs: Needs): Pick<ProfileService, 'saveIdentity' | 'saveList' | 'saveCommercial' | 'confirm' | 'step'> {
  return {
    saveIdentity: (actor, version, body) =>
      change(needs, actor, { version, action: 'profile.identity' }, async (_tx, { row }, { context, today }) => {
        refuseFaults(checkIdentity(body, context))
        const { headline, description, language, sector, employees, foundedYear } = row
        const before = { headline, description, language, sector, employees, foundedYear, provenance: identityOf({ row }) }
        const { provenance, ...said } = carryProvenance(body, before, today)
        return { ...said, ...provenance }
      }),
    saveList: (actor, version, list, body) =>
      change(needs, actor, { version, action: `profile.${list}`, items: body.items }, async (tx, profile, { context, today }) => {
        const untouchable = list === 'certificates' ? profile.approvals : new Set<string>()
        const prepared = prepareSection(list, body.items, { facts: profile.lists[list], untouchable }, { context, today })
        refuseFaults(prepared.faults)
        if (list === 'sites') refuseLostSites(profile, prepared.items)
        await store.replace(tx, list, profile.row.id, prepared.items as never)
        return completedList(profile.row.complete, list, body.complete ? today : null)
      }),
    saveCommercial: (actor, version, { complete, ...body }) =>
      change(needs, actor, { version, action: 'profile.commercial' }, async (tx, profile, { context, today }) => {
        const { incoterms = [], countriesRefused = [], ...others } = body
        const terms = { ...others, incoterms, countriesRefused }
        refuseFaults(checkCommercial(terms, context))
        await store.saveTerms(tx, profile.row.id, carryProvenance(terms, profile.commercial ?? undefined, today))
        return completed(profile.row.complete, 'commercial', complete ? today : null)
      }),
    confirm: (actor, version) =>
      change(needs, actor, { version, action: 'profile.confirm' }, async (tx, profile, { today }) => {
        for (const list of FACT_LISTS) {
          const own = profile.lists[list].filter(({ id }) => !profile.approvals.has(id))
          const said = own.map((fact) => ({ ...fact, provenance: confirmed(fact.provenance, today) }))
          await store.replace(tx, list, profile.row.id, said as never)
        }
        const { commercial } = profile
        if (commercial) await store.saveTerms(tx, profile.row.id, { ...commercial, provenance: confirmed(commercial.provenance, today) })
        return confirmed(identityOf(profile), today)
      }),
    step: (actor, version, step) =>
      change(needs, actor, { version, action: `profile.${step}`, permission: 'profile.publish' }, async (_tx, profile, { at }) => {
        const decision = stepProfile(profile.row.state, step, missingForPublish(wholeProfile(profile)))
        if (!decision.ok) throw new RefusedError(decision.refusal)
        return { state: decision.value, publishedAt: decision.value === 'published' ? at : null }
      }),
  }
}

function createFeeds(needs: Needs) {
  const { db, clock } = needs
  return {
    factsOf: async (tx, profileIds) => (await loadProfiles(tx, profileIds)).map(assembleFacts),
    async refresh(tx, organizationId) {
      const row = await store.lock(tx, organizationId)
      if (row) await touch(needs, tx, row.id)
    },
    async issueApproval(tx, actor, { organizationId, ...approval }) {
      const row = await store.lock(tx, organizationId)
      const issuer = await store.organization(tx, actingFor(actor).organizationId)
      if (!row || !issuer) throw new NotFoundError()
      const said = approvedBy(issuer.name, dayOf(clock.now()))
      const id = await store.addApproval(tx, { ...approval, ...said, profileId: row.id, body: issuer.name, issuedBy: issuer.id })
      await touch(needs, tx, row.id)
      return { id }
    },
    async revokeApproval(tx, actor, approvalId) {
      const profileId = await store.withdrawApproval(tx, approvalId, actingFor(actor).organizationId)
      if (!profileId) throw new NotFoundError()
      await touch(needs, tx, profileId)
    },
    async createImported(tx, listName, firms) {
      const at = clock.now()
      const parts = firms.map((firm) => importedParts(firm, listName, dayOf(at)))
      const made = await store.addImported(tx, parts, at)
      const ids = made.map(({ profileId }) => profileId)
      await rebuildMatchFacts(tx, ids)
      return made
    },
    async removeImported(tx, organizationIds) {
      const gone = await store.remove(tx, organizationIds)
      for (const { id, version } of gone) noteChange(tx, { kind: 'profile', subjectId: id, version: version + 1 })
      return gone.length
    },
    reconcileFacts: (limit, after = null) => db.asSystem('reconcile-facts', (tx) => compareMatchFacts(tx, { limit, after })),
  } satisfies Partial<ProfileService>
}

interface Change {
  version: Version
  action: string
  permission?: 'profile.publish'
  /** What was sent; the checks ask the catalogue for the standards it names. */
  items?: readonly object[]
}

/** One save: may he, on this version, do it; then the row, the match facts and the audit, all in one transaction. */
function change(
  needs: Needs,
  actor: Actor,
  { version, action, permission, items = [] }: Change,
  work: (tx: Transaction, profile: StoredProfile, on: { context: CheckContext; today: string; at: Date }) => Promise<Partial<NewProfile>>,
): Promise<ProfileView> {
  return needs.db.as(actor, async (tx) => {
    requireMay(actor, permission ?? 'profile.edit')
    const { organizationId } = actingFor(actor)
    const locked = await store.lock(tx, organizationId)
    if (!locked) throw new NotFoundError()
    requireVersion(locked, version)
    const profile = await loaded(tx, locked.id)
    const at = needs.clock.now()
    const codes = standardsIn(items)
    const standards = await store.standardsKnown(tx, codes, codes.length > 0 ? await needs.standardsMet(tx, organizationId) : new Set())
    const siteIds = new Set(profile.lists.sites.map(({ id }) => id))
    const context = { concepts: needs.concepts, siteIds, standards, year: at.getUTCFullYear() }
    const values = await work(tx, profile, { context, today: dayOf(at), at })
    await record(tx, actor, { action, subjectKind: 'profile', subjectId: locked.id, at })
    return ownView(await touch(needs, tx, locked.id, values))
  })
}

async function check(needs: Needs, tx: Transaction, actor: Actor, asked: CheckBody & { organizationId: string; version: Version }) {
  requireMay(actor, 'profile.check')
  const { organizationId, kind, id, level, note } = asked
  await store.lock(tx, organizationId)
  const { profile, tier, agency } = await readable(needs, tx, actor, organizationId)
  requireVersion(profile.row, asked.version)
  if (!agency || agency.country !== profile.organization.country) {
    throw new RefusedError({ code: 'check-other-country', message: 'An agency checks the firms of its own country.' }, 403)
  }
  if (await store.isMember(tx, actor.userId ?? '', organizationId)) {
    throw new RefusedError({ code: 'check-own-facts', message: 'Nobody checks the facts of his own organization.' }, 403)
  }
  const before = provenanceOf(profile, kind, id)
  if (!before) throw new InvalidError([{ field: '/id', code: 'not-found' }])
  const at = needs.clock.now()
  await store.setProvenance(tx, { kind, id, profileId: profile.row.id }, checked(before, { level, by: agency.name, on: dayOf(at), note }))
  await record(tx, actor, { action: 'profile.check', subjectKind: kind, subjectId: id, detail: { level }, at })
  return supplierView(await touch(needs, tx, profile.row.id), actor, { tier, agency, today: dayOf(at) })
}

async function ownProfile(tx: Transaction, actor: Actor): Promise<StoredProfile> {
  const row = await store.byOrganization(tx, actingFor(actor).organizationId)
  if (!row) throw new NotFoundError()
  return loaded(tx, row.id)
}

/** The profile when this actor may know of it: published, his own, or that of a firm he is linked with. */
async function readable(needs: Needs, tx: Transaction, actor: Actor, organizationId: string) {
  const row = await store.byOrganization(tx, organizationId)
  if (!row) throw new NotFoundError()
  const isOwn = actor.organizationId === organizationId
  const tier = isOwn ? 'org-secret' : await needs.tierOf(tx, actor, organizationId)
  const isLinked = tier !== 'public-teaser' && tier !== 'registered'
  if (row.state !== 'published' && !isLinked) throw new NotFoundError()
  const agency = actor.kind === 'agency' && actor.organizationId ? await store.organization(tx, actor.organizationId) : undefined
  return { profile: await loaded(tx, row.id), tier, agency }
}

async function loaded(tx: Transaction, profileId: string): Promise<StoredProfile> {
  const [profile] = await loadProfiles(tx, [profileId])
  if (!profile) throw new NotFoundError()
  return profile
}

/** The profile's next version, with its row of match facts. */
async function touch({ clock }: Needs, tx: Transaction, profileId: string, values: Partial<NewProfile> = {}): Promise<StoredProfile> {
  await store.update(tx, profileId, { ...values, updatedAt: clock.now() })
  return rebuilt(tx, profileId)
}

async function rebuilt(tx: Transaction, profileId: string): Promise<StoredProfile> {
  const [profile] = await rebuildMatchFacts(tx, [profileId])
  if (!profile) throw new NotFoundError()
  return profile
}

function refuseFaults(faults: FieldFault[]): void {
  if (faults.length > 0) throw new InvalidError(faults)
}

/** A certificate without its site would cover the whole firm: first the other sections let go of it. */
function refuseLostSites(profile: StoredProfile, items: readonly { id?: string }[]): void {
  const [lost] = sitesStillNamed(new Set(items.flatMap(({ id }) => id ?? [])), profile.lists)
  if (!lost) return
  throw new RefusedError({
    code: 'site-in-use',
    message: 'A process, capacity or certificate still names this site.',
    params: { site: lost.name },
  })
}
