/** The addresses by which a reply finds its thread: signed, of one member and one linkage, good for ninety days, and nothing to guess from. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { REPLY_DAYS } from '../../../domain/conversations.ts'

export interface ReplyOf {
  userId: string
  organizationId: string
  linkageId: string
}

export interface ReplyAddresses {
  write(of: ReplyOf, at: Date): string
  /** What stands in one of these headers, not yet proved: whose it is, only the sender can show. */
  read(to: string): ReplyToken | null
  /** Whether the token was written for this member, and is still good. */
  proves(token: ReplyToken, of: Omit<ReplyOf, 'linkageId'>, at: Date): boolean
}

export interface ReplyToken {
  linkageId: string
  /** Days since 1970, the last on which it is good. */
  lastDay: number
  mark: Buffer
}

const DAY_MS = 86_400_000
const ID_BYTES = 16
const DAY_BYTES = 2
const MARK_BYTES = 10
const TOKEN_BYTES = ID_BYTES + DAY_BYTES + MARK_BYTES

/**
 * The member does not stand in the token, only in its mark: the whole stays below the 64 signs that mail servers take before the @,
 * in small letters and digits, which no mail server changes.
 */
export function createReplyAddresses(secret: string, domain: string): ReplyAddresses {
  const pattern = new RegExp(`(?<![^\\s<,;:"'])reply\\+([a-z2-7]{${Math.ceil((TOKEN_BYTES * 8) / 5)}})@${escaped(domain)}(?![\\w.-])`, 'i')
  const sign = (body: Buffer, { userId, organizationId }: Omit<ReplyOf, 'linkageId'>) =>
    createHmac('sha256', `${secret}/replies`).update(body).update(`/${userId}/${organizationId}`).digest().subarray(0, MARK_BYTES)
  return {
    write(of, at) {
      const body = bodyOf(of.linkageId, Math.floor(at.getTime() / DAY_MS) + REPLY_DAYS)
      return `reply+${base32(Buffer.concat([body, sign(body, of)]))}@${domain}`
    },
    read(to) {
      const text = pattern.exec(to)?.[1]?.toLowerCase()
      if (!text) return null
      const bytes = fromBase32(text)
      const linkageId = uuidOf(bytes.subarray(0, ID_BYTES))
      return { linkageId, lastDay: bytes.readUInt16BE(ID_BYTES), mark: bytes.subarray(ID_BYTES + DAY_BYTES, TOKEN_BYTES) }
    },
    proves({ linkageId, lastDay, mark }, of, at) {
      const isSigned = timingSafeEqual(mark, sign(bodyOf(linkageId, lastDay), of))
      return isSigned && Math.floor(at.getTime() / DAY_MS) <= lastDay
    },
  }
}

function bodyOf(linkageId: string, lastDay: number): Buffer {
  const day = Buffer.alloc(DAY_BYTES)
  day.writeUInt16BE(lastDay)
  return Buffer.concat([Buffer.from(linkageId.replaceAll('-', ''), 'hex'), day])
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Buffer): string {
  let bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  bits = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
