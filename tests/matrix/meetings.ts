/** Who asks for, answers and reports meetings and visits: the parties of the linkage; calendars are their member's own (trust reference 4). */

import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { agreed, asked, done, linked, MEETING, OUTCOME, type Ref } from '../support/meetings.ts'
import { versionHeader } from '../support/needs.ts'
import { kindOf, type Principal, type Stage } from '../support/principals.ts'
import { member, type Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const nobody = '. . . . . . . . . .'
const parties = '? x + + + + + . . x'
const members = '? x + + + + + + + x'
// Who visits reports: buying and quality of the lead firm. An agency has the duty, and no linkage without a mandate.
const visitors = '? x x x x + + x . x'

async function sides(stage: Stage, whose: Whose): Promise<{ leadFirm: Person; sme: Person; linkageId: string }> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  return { leadFirm: side['lead-firm'], sme: side.sme, linkageId: await linked(side['lead-firm'], side.sme) }
}

/** Asked by the other side of the caller, whose turn it then is. */
async function waiting(stage: Stage, whose: Whose, principal: Principal): Promise<{ meeting: Ref; answerer: Person }> {
  const { leadFirm, sme, linkageId } = await sides(stage, whose)
  const isSme = kindOf(principal, 'lead-firm') === 'sme'
  return { meeting: await asked(isSme ? leadFirm : sme, linkageId), answerer: isSme ? sme : leadFirm }
}

const ofMeeting =
  (body?: unknown): Ask =>
  async (stage, whose, principal) => {
    const { meeting } = await waiting(stage, whose, principal)
    return { params: { meetingId: meeting.id }, headers: versionHeader(meeting), ...(body !== undefined && { body }) }
  }

/** Agreed, and over: the clock is ahead only while it is made, so its time lies in the past of nobody. */
async function over(stage: Stage, whose: Whose, principal: Principal): Promise<Ref> {
  const { meeting, answerer } = await waiting(stage, whose, principal)
  const accepted = await agreed(answerer, meeting)
  await stage.owner.query(
    "update meetings set starts_at = starts_at - interval '30 days', ends_at = ends_at - interval '30 days' where id = $1",
    [meeting.id],
  )
  return accepted
}

const report: Ask = async (...args) => {
  const meeting = await over(args[0], args[1], args[2])
  return { params: { meetingId: meeting.id }, headers: versionHeader(meeting), body: OUTCOME }
}
async function heldVisit(stage: Stage, whose: Whose, principal: Principal): Promise<Ref> {
  const meeting = await over(stage, whose, principal)
  const { sme } = whose === 'other' ? stage.other : stage.own
  return done(await sme.send<Ref>('PUT', `/meetings/${meeting.id}/outcome`, OUTCOME, versionHeader(meeting)), 'outcome')
}
const REPORT = { summary: 'Good order', findings: [{ severity: 'minor', text: 'Labels', requirementId: null, subject: null }] }
const visit: Ask = async (stage, whose, principal) => {
  const meeting = await heldVisit(stage, whose, principal)
  return { params: { meetingId: meeting.id }, headers: versionHeader(meeting), body: REPORT }
}
const finding: Ask = async (stage, whose, principal) => {
  const meeting = await heldVisit(stage, whose, principal)
  const { 'lead-firm': leadFirm } = whose === 'other' ? stage.other : stage.own
  const path = `/meetings/${meeting.id}/visit-report`
  const filed = done(await leadFirm.send<{ findings: Ref[] }>('POST', path, REPORT, versionHeader(meeting)), 'report')
  const [one] = filed.findings
  return { params: { findingId: one!.id }, headers: versionHeader(one!), body: { state: 'closed' } }
}
const ofLinkage =
  (body?: unknown): Ask =>
  async (stage, whose) => ({ params: { linkageId: (await sides(stage, whose)).linkageId }, ...(body !== undefined && { body }) })
// Each time a colleague's: a new address ends the old one.
const feed: Ask = async (stage) => {
  const { url } = done(await (await member(stage.api, stage.own.sme)).send<{ url: string }>('POST', '/calendar'), 'calendar')
  const [calendarId = '', token = ''] = new URL(url).pathname.split('/').slice(-2)
  return { params: { calendarId, token } }
}

export const meetings: Rows = {
  listLinkageMeetings: { may: parties, foreign: 'hidden', ask: ofLinkage() },
  askMeeting: { may: parties, foreign: 'hidden', ask: ofLinkage(MEETING) },
  listMeetings: { may: members },
  getMeeting: { may: parties, foreign: 'hidden', ask: ofMeeting() },
  answerMeeting: { may: parties, foreign: 'hidden', ask: ofMeeting({ step: 'accept', pick: 0 }) },
  moveMeeting: {
    may: parties,
    foreign: 'hidden',
    ask: ofMeeting({ minutes: 30, timeZone: 'UTC', proposals: [{ on: '2026-12-03', time: '09:00' }] }),
  },
  cancelMeeting: {
    may: parties,
    foreign: 'hidden',
    ask: async (stage, whose, principal) => {
      const { meeting, answerer } = await waiting(stage, whose, principal)
      const accepted = await agreed(answerer, meeting)
      return { params: { meetingId: meeting.id }, headers: versionHeader(accepted), body: { note: 'Another day' } }
    },
  },
  setAttendees: { may: parties, foreign: 'hidden', ask: ofMeeting({ userIds: [] }) },
  reportMeeting: { may: parties, foreign: 'hidden', ask: report },
  downloadMeeting: {
    may: parties,
    foreign: 'hidden',
    ask: async (...args) => {
      const { meeting, answerer } = await waiting(args[0], args[1], args[2])
      await agreed(answerer, meeting)
      return { params: { meetingId: meeting.id } }
    },
  },
  writeVisitReport: { may: visitors, foreign: 'hidden', ask: visit },
  listFindings: { may: parties, foreign: 'hidden', ask: ofLinkage() },
  settleFinding: { may: visitors, foreign: 'hidden', ask: finding },
  getCalendar: { may: members },
  openCalendar: { may: members },
  closeCalendar: { may: members },
  readCalendar: {
    may: everybody,
    ask: feed,
    also: {
      'a wrong token': {
        may: nobody,
        ask: async (...args) => {
          const { params } = await feed(...args)
          return { params: { ...params!, token: 'x'.repeat(43) } }
        },
      },
    },
  },
}
