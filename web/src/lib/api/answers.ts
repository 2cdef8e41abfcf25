/** The shapes of what the API answers, by the name of its operation. */
import type { operations } from '#lib/api/schema.d.ts'

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never

/** What an operation answers when all is well: `Answered<'getOwnProfile'>`. */
export type Answered<O extends keyof operations> = operations[O]['responses'] extends { 200: infer R } ? Json<R> : never

export type Profile = Answered<'getOwnProfile'>
/** A supplier as one tier sees it. */
export type Supplier = Answered<'getSupplier'>
export type Parameter = Answered<'listParameters'>['items'][number]
export type Concept = Answered<'listConcepts'>['items'][number]
export type Material = Answered<'listMaterials'>['items'][number]
export type StandardCard = Answered<'listStandards'>['items'][number]
export type Opportunity = Answered<'getOpportunity'>
export type Linkage = Answered<'getLinkage'>
export type NdaState = Answered<'getNda'>
export type DocumentItem = Answered<'listNeedDocuments'>['items'][number]
export type Need = Answered<'getNeed'>
export type NeedCard = Answered<'listNeeds'>['items'][number]
export type OpenNeed = Answered<'getOpenNeed'>
export type OpenNeedCard = Answered<'listOpenNeeds'>['items'][number]
export type Proposals = Answered<'listProposals'>
export type Proposal = Proposals['items'][number]
export type Standard = Answered<'getStandard'>
export type Approval = Answered<'listApprovals'>['items'][number]
export type Unlocks = Answered<'listUnlocks'>
export type LinkageMeetings = Answered<'listLinkageMeetings'>
export type Meeting = Answered<'getMeeting'>
export type EventCard = Answered<'listEvents'>['items'][number]
export type EventPage = Answered<'getEvent'>
export type Participant = Answered<'listParticipants'>['items'][number]
export type EventMeeting = Answered<'listEventMeetings'>['items'][number]
export type Notice = Answered<'getNotice'>
export type NoticeSettings = Answered<'getNoticeSettings'>
export type PhoneOfMember = Answered<'getPhone'>
export type Thread = Answered<'getThread'>
export type Message = Answered<'listMessages'>['items'][number]
