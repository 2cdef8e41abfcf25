/** All participants or meetings of an event, page after page: a hall has no more than fits on one page of paper. */
import { need } from '#lib/api/answer.ts'
import type { EventMeeting, Participant } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'

const MOST_PAGES = 30

export async function allMeetings(api: Api, eventId: string): Promise<EventMeeting[]> {
  const found: EventMeeting[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor !== null && { cursor }) }
    const one = need(await api.GET('/api/v1/events/{eventId}/meetings', { params: { path: { eventId }, query } }))
    found.push(...one.items)
    cursor = one.next
    if (cursor === null) break
  }
  return found
}

export async function allParticipants(api: Api, eventId: string): Promise<Participant[]> {
  const found: Participant[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor !== null && { cursor }) }
    const one = need(await api.GET('/api/v1/events/{eventId}/participants', { params: { path: { eventId }, query } }))
    found.push(...one.items)
    cursor = one.next
    if (cursor === null) break
  }
  return found
}
