/** Puts together the threads of linkages: messages on the page, mail that goes out with an address to answer to, and mail that comes in. */
import type { Base } from './compose-base.ts'
import { accountStore } from './features/accounts/store.ts'
import { type ConversationService, createConversationService } from './features/conversations/service.ts'
import { createInboundService, type InboundService } from './features/conversations/service-inbound.ts'
import { createReplyAddresses, type ReplyOf } from './features/conversations/service-tokens.ts'
import { inboundStore } from './features/conversations/store-inbound.ts'
import type { DocumentService } from './features/documents/service.ts'
import type { LinkageService } from './features/linkages/service.ts'

export interface ConversationParts {
  threads: ConversationService
  inbound: InboundService
}

interface Made {
  linkages: LinkageService
  documents: DocumentService
}

export function composeConversations(base: Base, { linkages, documents }: Made): ConversationParts {
  const { db } = base
  const replies = repliesOf(base)
  const threads = createConversationService({
    ...base,
    cursors: base.cursors.of('messages'),
    linkages,
    documents,
    peopleOf: (ids) => db.asSystem('names-of-members', (tx) => accountStore.peopleOf(tx, ids)),
    addressesOf: (organizationId) => db.asSystem('names-behind-aliases', (tx) => inboundStore.addresses(tx, organizationId)),
    answersByMail: replies !== null,
  })
  return { threads, inbound: createInboundService({ ...base, threads, replies }) }
}

/** Where the answer to a mail about a message goes; null where no mail is received. */
export function replyToOf(base: Base): (of: ReplyOf) => string | null {
  const replies = repliesOf(base)
  return (of) => replies?.addresses.write(of, base.clock.now()) ?? null
}

function repliesOf({ cursorSecret, replies }: Base) {
  return replies ? { addresses: createReplyAddresses(cursorSecret, replies.domain), token: replies.token } : null
}
