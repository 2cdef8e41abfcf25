/** What the other side hears of an offer: that it came, was revised or withdrawn, or answers an older version of the need. Never what it says. */
import type { Transaction } from '../../../db/client.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import type { LinkageAccess, NeedHeld, OfferNeeds } from './service-needs.ts'
import { offerStore } from './store.ts'

type Tells = Pick<OfferNeeds, 'jobs' | 'namesOf'>

export async function tellLeadFirm(
  { jobs, namesOf }: Tells,
  tx: Transaction,
  { topic, access, held, version }: { topic: NoticeTopic; access: LinkageAccess; held: NeedHeld; version: number },
): Promise<void> {
  const names = await namesOf(tx, [access.smeId])
  await jobs.send(tx, 'notify', {
    organizationId: access.leadFirmId,
    topic,
    subject: { kind: 'offer', id: access.id },
    path: `/linkages/${access.id}/offer`,
    params: { need: held.need.title, firm: names.get(access.smeId) ?? '' },
    key: `${topic}/${access.id}/${version}`,
  })
}

/** A need has a newer version: every SME whose offer answers an older one is asked to confirm or revise it. */
export async function tellStale(
  { jobs }: Pick<Tells, 'jobs'>,
  tx: Transaction,
  need: { id: string; title: string; version: number },
): Promise<void> {
  const stale = await offerStore.staleOf(tx, need.id, need.version)
  await jobs.sendMany(
    tx,
    'notify',
    stale.map(({ linkageId, smeId }) => ({
      organizationId: smeId,
      topic: 'offer-stale' as const,
      subject: { kind: 'offer' as const, id: linkageId },
      path: `/linkages/${linkageId}/offer`,
      params: { need: need.title },
      key: `offer-stale/${linkageId}/${need.version}`,
    })),
  )
}
