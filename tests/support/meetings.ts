/** Builders of meetings and events, made through the API as their parties would; and a strict reader of calendar files. */

import type { Answer } from './api.ts'
import { acceptInterest, openNeed, showInterest, versionHeader } from './needs.ts'
import type { Stage } from './principals.ts'
import type { Person } from './world.ts'

export interface Ref {
  id: string
  version: number
}

export const MEETING = {
  kind: 'site-visit',
  minutes: 60,
  timeZone: 'Asia/Kolkata',
  proposals: [
    { on: '2026-12-01', time: '10:00' },
    { on: '2026-12-02', time: '15:30' },
  ],
  place: 'Plant 3, gate B',
  agenda: 'Line walk; press shop, tool room',
}
export const OUTCOME = {
  result: 'held',
  absent: null,
  rating: 4,
  comment: 'Well prepared',
  nextStep: 'sample-trial',
  nextNote: 'Forty pieces',
  nextOn: '2027-01-15',
}

export function done<T>(answer: Answer<T>, what: string): T {
  if (answer.status >= 300) throw new Error(`${what}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A linkage in which the lead firm has accepted. */
export async function linked(leadFirm: Person, sme: Person, changes: object = {}, note = ''): Promise<string> {
  const linkage = await showInterest(sme, await openNeed(leadFirm, changes), note)
  await acceptInterest(leadFirm, linkage)
  return linkage.id
}

export async function asked(by: Person, linkageId: string, changes: object = {}): Promise<Ref> {
  return done(await by.send<Ref>('POST', `/linkages/${linkageId}/meetings`, { ...MEETING, ...changes }), 'ask')
}

export async function agreed(by: Person, meeting: Ref, pick = 0): Promise<Ref> {
  return done(await by.send<Ref>('POST', `/meetings/${meeting.id}/answer`, { step: 'accept', pick }, versionHeader(meeting)), 'agree')
}

export const EVENT = {
  kind: 'b2b',
  title: 'Pune supplier day',
  description: 'Stamping and machining',
  place: 'Hall 2',
  on: '2026-12-10',
  timeZone: 'Asia/Kolkata',
  sessions: [{ from: '09:00', to: '11:00' }],
  slotMinutes: 30,
  tables: 3,
  capacity: 20,
  most: 4,
  registerUntilOn: '2026-12-08',
}

export async function draftEvent(agency: Person, changes: object = {}): Promise<Ref> {
  return done(await agency.send<Ref>('POST', '/events', { ...EVENT, ...changes }), 'event')
}

export async function publishedEvent(agency: Person, changes: object = {}): Promise<Ref> {
  const draft = await draftEvent(agency, changes)
  return done(await agency.send<Ref>('POST', `/events/${draft.id}/publish`, undefined, versionHeader(draft)), 'publish')
}

/** The participant's id. */
export async function takesPart(firm: Person, event: { id: string }, body: object = {}): Promise<string> {
  const path = `/events/${event.id}/participation`
  const view = done(
    await firm.send<{ mine: { participantId: string } }>('PUT', path, { underAlias: false, away: [], ...body }),
    'take part',
  )
  return view.mine.participantId
}

export async function requested(by: Person, event: { id: string }, participantId: string, reason = 'Brackets'): Promise<Ref> {
  return done(await by.send<Ref>('POST', `/events/${event.id}/meetings`, { participantId, reason }), 'request')
}

/** An event with one request that the SME has made to the lead firm. */
export async function eventWithRequest({
  agency,
  'lead-firm': leadFirm,
  sme,
}: Stage['own']): Promise<{ event: Ref; meeting: Ref; leadFirmId: string; smeId: string }> {
  const event = await publishedEvent(agency)
  const leadFirmId = await takesPart(leadFirm, event)
  const smeId = await takesPart(sme, event)
  return { event, meeting: await requested(sme, event, leadFirmId), leadFirmId, smeId }
}

export interface CalendarFile {
  properties: Record<string, string>
  events: Record<string, string>[]
}

/**
 * Reads a calendar file as RFC 5545 demands it: lines end in CRLF, none is longer than 75 octets, folded lines go on with one space, every
 * component is closed, and texts come unescaped. Throws at the first fault.
 */
export function readCalendar(text: string): CalendarFile {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end')
  const raw = text.slice(0, -2).split('\r\n')
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line end in ${line}`)
    if (Buffer.byteLength(line) > 75) throw new Error(`${Buffer.byteLength(line)} octets: ${line}`)
    if (line.includes('\ufffd')) throw new Error(`a torn sign in ${line}`)
  }
  const file: CalendarFile = { properties: {}, events: [] }
  const open: string[] = []
  for (const line of raw
    .join('\r\n')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n'))
    readLine(line, file, open)
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`)
  return file
}

function readLine(line: string, file: CalendarFile, open: string[]): void {
  const parts = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/su.exec(line)
  if (!parts) throw new Error(`not a property: ${line}`)
  const [, name = '', params = '', value = ''] = parts
  if (name === 'BEGIN') begin(value, file, open)
  else if (name !== 'END') property(open.at(-1) === 'VEVENT' ? file.events.at(-1)! : file.properties, { name, params, value })
  else if (open.pop() !== value) throw new Error(`${value} was not open`)
}

function begin(component: string, file: CalendarFile, open: string[]): void {
  open.push(component)
  if (component === 'VEVENT') file.events.push({})
}

function property(into: Record<string, string>, { name, params, value }: Record<'name' | 'params' | 'value', string>): void {
  const isText = TEXTS.has(name)
  into[name] = unescaped(isText ? value : `${params}:${value}`.replace(/^:/, ''), isText)
}

const TEXTS = new Set(['SUMMARY', 'DESCRIPTION', 'LOCATION', 'X-WR-CALNAME'])

function unescaped(value: string, isText: boolean): string {
  if (!isText) return value
  if (/(^|[^\\])(\\\\)*[;,]/.test(value)) throw new Error(`a bare ; or , in ${value}`)
  if (/\\(?![\\;,nN])/.test(value.replaceAll(String.raw`\\`, ''))) throw new Error(`an unknown escape in ${value}`)
  return value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
}
