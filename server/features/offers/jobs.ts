/** What a night brings: links that ask again, feedback that falls due, and links long over that go. */
import type { Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import { dayOf } from '../../../domain/day.ts'
import type { Notice } from '../../../domain/notices.ts'
import { addWorkingDays } from '../../../domain/working-days.ts'
import { dueOf } from './service-feedback.ts'
import { type AnswerLinkService, linkKey } from './service-links.ts'
import type { OfferNeeds } from './service-needs.ts'
import { feedbackStore, type OwedRow } from './store-feedback.ts'
import { linkStore } from './store-interests.ts'

export interface OfferJobs {
  tonight(): Promise<void>
}

type Needs = Pick<OfferNeeds, 'db' | 'clock' | 'jobs'> & { links: Pick<AnswerLinkService, 'make'> }

const AT_ONCE = 200
/** Working days before its term at which feedback is called to mind. */
const REMIND_DAYS = 3
/** What has been owed for longer is left to the list on the page. */
const REMIND_FOR_DAYS = 120
/** Links that are over are kept a while: the audit log names them. */
const KEEP_LINKS_DAYS = 60

export function createOfferJobs(needs: Needs): OfferJobs {
  const { db, clock } = needs
  return {
    async tonight() {
      while (await db.asSystem('ask-again', (tx) => askAgain(needs, tx)));
      await remindAll(needs)
      await db.asSystem('forget-links', (tx) => linkStore.forget(tx, new Date(clock.now().getTime() - KEEP_LINKS_DAYS * 86_400_000)))
    },
  }
}

/** Whoever said "ask me later" is asked again, unless the need is closed or the firm has answered meanwhile. True while there are more. */
async function askAgain({ clock, jobs, links }: Needs, tx: Transaction): Promise<boolean> {
  const now = clock.now()
  const due = await linkStore.dueAgain(tx, { today: dayOf(now), at: now }, AT_ONCE)
  const urls = await links.make(tx, due.asks)
  const mails = due.asks.map(({ email, locale, title, ...one }): JobData['mail'] => ({
    to: email,
    template: 'ask-again',
    locale: locale ?? 'en',
    params: { need: title, link: urls.get(linkKey(one)) ?? '' },
  }))
  await jobs.sendMany(tx, 'mail', mails)
  await linkStore.markAsked(tx, due.ids, now)
  return due.ids.length === AT_ONCE
}

/** Each lead firm hears three days before feedback is due, and once more when it is late. */
async function remindAll({ db, clock, jobs }: Needs): Promise<void> {
  const now = clock.now()
  const since = new Date(now.getTime() - REMIND_FOR_DAYS * 86_400_000)
  for (let after: string | null = null, first = true; first || after; first = false) {
    const from: string | null = after
    after = await db.asSystem('feedback-due', async (tx): Promise<string | null> => {
      const rows = await feedbackStore.owedByAll(tx, since, from, AT_ONCE)
      await jobs.sendMany(
        tx,
        'notify',
        rows.flatMap((row) => reminder(row, now)),
      )
      return rows.length === AT_ONCE ? (rows.at(-1)?.linkageId ?? null) : null
    })
  }
}

function reminder(row: OwedRow, now: Date): Notice[] {
  const due = dueOf(row)
  const dueOn = dayOf(due, row.timeZone)
  const isLate = due < now
  if (!isLate && addWorkingDays(dayOf(now, row.timeZone), REMIND_DAYS) < dueOn) return []
  return [
    {
      organizationId: row.leadFirmId,
      topic: 'feedback-due',
      subject: { kind: 'linkage', id: row.linkageId },
      path: `/linkages/${row.linkageId}#feedback`,
      params: { need: row.needTitle },
      key: `feedback-due/${row.linkageId}/${isLate ? 'late' : 'soon'}`,
    },
  ]
}
