/** Sends texts through an HTTP gateway: one POST of `{id, to, text}` as JSON, the token as a bearer token. */
import type { TextChannel } from '../ports/text-channel.ts'

const TIMEOUT_MS = 10_000

/** Whatever is not a 2xx within ten seconds is thrown, and the queue tries again later with the same id. */
export function createHttpTexts(gateway: { url: string; token: string }, timeout = TIMEOUT_MS): TextChannel {
  return {
    async send(message) {
      const answer = await fetch(gateway.url, {
        method: 'POST',
        // Followed, a redirect would carry the token and the number to another house.
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${gateway.token}`,
          'idempotency-key': message.id,
        },
        body: JSON.stringify({ to: message.to, text: message.text, id: message.id }),
      })
      await answer.body?.cancel()
      // What the gateway says may name the number, so only its status is told.
      if (!answer.ok) throw new Error(`The gateway of texts answered ${answer.status}.`)
    },
  }
}
