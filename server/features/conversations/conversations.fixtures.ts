/** Builders for the tests of threads: a linkage with somebody interested, messages of either side, and replies by mail. */
import { REPLIES, type TestApi } from '../../../tests/support/api.ts'
import type { Person } from '../../../tests/support/world.ts'
import { answer, type Trio, trio } from '../linkages/linkages.fixtures.ts'
import type { MessageView, ThreadView } from './contract.ts'

export interface Talk extends Trio {
  id: string
}

/** An SME is interested in a need; nobody has accepted yet. */
export async function interested(api: TestApi, need: object = {}): Promise<Talk> {
  const on = await trio(api, need)
  const { body } = await answer(on, { step: 'show-interest' })
  return { ...on, id: body.id }
}

export function write(who: Person, { id }: { id: string }, text: string, more: object = {}) {
  return who.send<MessageView>('POST', `/linkages/${id}/messages`, { text, ...more })
}

export async function messages(who: Person, { id }: { id: string }): Promise<MessageView[]> {
  return (await who.get<{ items: MessageView[] }>(`/linkages/${id}/messages`)).body.items
}

export function thread(who: Person, { id }: { id: string }) {
  return who.get<ThreadView>(`/linkages/${id}/thread`)
}

export function inviteAgency(who: Person, { id }: { id: string }, invited = true) {
  return who.send<ThreadView>('PUT', `/linkages/${id}/thread/agency`, { invited })
}

let mails = 0

/** A mail as the receiver of mail hands it on. */
export function receive(api: TestApi, mail: object, token: string = REPLIES.token) {
  const whole = { to: '', from: '', subject: 'Re: A new message', text: '', messageId: `<${++mails}@mail.example>`, ...mail }
  return api.visitor().send<{ outcome: string }>('POST', '/inbound-mail', whole, { authorization: `Bearer ${token}` })
}
