/** Whom a step of a linkage concerns, and what each is told: names only that the recipient may read. */
import type { JobData } from '../../../db/jobs.ts'
import type { LinkageStep } from '../../../domain/linkages.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { brokerOf, hidesLeadFirm, type Reach, reachOf, type Situation } from './service-access.ts'
import type { LinkageRow } from './store.ts'

type Notice = JobData['notify']
type Born = Situation & { row: LinkageRow }

/** One for each other party that knows of the linkage. */
export function noticesOf(of: Born, step: LinkageStep, exceptId: string | null): Notice[] {
  const recipients = [of.leadFirm.id, of.sme.id, brokerOf(of)?.agencyId]
  return recipients.flatMap((id) => {
    if (!id || id === exceptId) return []
    const notice = noticeTo(of, id, topicFor(of, step, id))
    return notice ? [notice] : []
  })
}

/** Undefined for whoever does not reach the linkage: an SME before it was offered. */
export function noticeTo(of: Born, organizationId: string, topic: NoticeTopic, mark = `${topic}/${of.row.version}`): Notice | undefined {
  const reach = reachOf(of, organizationId)
  if (!reach) return
  const { row, need } = of
  return {
    organizationId,
    topic,
    subject: { kind: 'linkage', id: row.id },
    path: `/linkages/${row.id}`,
    params: {
      need: need.title,
      firm: firmFor(of, reach),
      stage: row.stage,
      ...(row.turn && { turn: row.turn }),
      ...(row.dueOn && { due: row.dueOn }),
    },
    key: `linkage/${row.id}/${mark}`,
  }
}

/** The firm on the other side; empty while an alias hides it. */
function firmFor(of: Situation, reach: Reach): string {
  if (reach.party !== 'sme') return of.sme.name
  return hidesLeadFirm(of, reach) ? '' : of.leadFirm.name
}

function topicFor(of: Situation, step: LinkageStep, organizationId: string): NoticeTopic {
  const topic = TOPICS[step]
  const isFirm = organizationId === of.leadFirm.id || organizationId === of.sme.id
  if (step === 'offer' && organizationId === of.leadFirm.id) return 'stage-changed'
  // An agency stands between the two: it hears that something moved, not that it was invited.
  return isFirm || AGENCY_HEARS.includes(topic) ? topic : 'stage-changed'
}

const AGENCY_HEARS: readonly NoticeTopic[] = ['stage-changed', 'introduced', 'on-hold', 'lost', 'lapsed']

const TOPICS: Record<LinkageStep, NoticeTopic> = {
  shortlist: 'stage-changed',
  offer: 'proposal-released',
  invite: 'invited',
  'show-interest': 'interest-shown',
  'decline-interest': 'interest-declined',
  accept: 'accepted',
  decline: 'declined',
  introduce: 'introduced',
  'sign-nda': 'stage-changed',
  meet: 'stage-changed',
  visit: 'stage-changed',
  'ask-quote': 'stage-changed',
  quote: 'stage-changed',
  'start-trial': 'stage-changed',
  approve: 'stage-changed',
  'record-contract': 'stage-changed',
  repeat: 'stage-changed',
  hold: 'on-hold',
  resume: 'stage-changed',
  lose: 'lost',
  lapse: 'lapsed',
  reopen: 'stage-changed',
}
