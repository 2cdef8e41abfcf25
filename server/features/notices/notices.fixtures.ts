/** Sends notices as any feature does: inside a transaction, through the queue. */
import { randomUUID } from 'node:crypto'
import type { Notice } from '../../../domain/notices.ts'
import type { TestApi } from '../../../tests/support/api.ts'

export type Sent = Notice

export async function notify(api: TestApi, notice: Partial<Notice> & { organizationId: string }): Promise<void> {
  const id = randomUUID()
  const whole: Notice = {
    topic: 'stage-changed',
    subject: { kind: 'linkage', id },
    path: `/linkages/${id}`,
    params: {},
    key: id,
    ...notice,
  }
  await api.db.asSystem('test', (tx) => api.jobs.send(tx, 'notify', whole))
}
