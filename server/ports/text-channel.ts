/** Short texts out: through the HTTP gateway of whoever runs the product (SMS, WhatsApp and the like), or into files where none is set. */

export interface TextMessage {
  /** Stable per message: a gateway that has seen it sends it no second time. */
  id: string
  /** E.164. */
  to: string
  text: string
}

export interface TextChannel {
  send(message: TextMessage): Promise<void>
}
