/** Who may do what with interest, offers and feedback: the SME's members draft, its admins submit, the lead firm reads and owes feedback, an agency never reads amounts (trust reference 4). */
import { mandateOf } from '../support/mandates.ts'
import type { Ask, Rows, Whose } from '../support/matrix.ts'
import { draftNeed, NEED, openNeed, showInterest, versionHeader } from '../support/needs.ts'
import { answerTokenOf, begunOffer, PRICE, savedOffer, submittedOffer, TIMES, wholeOffer } from '../support/offers.ts'
import { kindOf, type Stage } from '../support/principals.ts'
import type { Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//                V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const nobody = '. . . . . . . . . .'
const users = '? + + + + + + + + +'
const parties = '? x + + + + + x x x'
// An agency with a mandate of the SME reads what was said at interest.
const brokered = '? x + + + + + x + x'
const smes = '? x + + x x x x x x'
const smeAdmins = '? x x + x x x x x x'
const leadFirms = '? x x x + + + x x x'
const buyers = '? x x x x + + x x x'
const setsTerms = '? x x x x x + x + x'
const readsTerms = '? x x x + + + + + x'
const operators = '? x x x x x x x x +'

const QUESTIONS = { cooperation: 'supply', unclear: 'Which paint?', about: 'We have the press.', contact: 'The owner' }

interface Pair {
  sme: Person
  leadFirm: Person
  need: { id: string; version: number; state: string }
  linkage: { id: string; version: number }
}

/** An SME that has shown interest and answered the questions. */
async function pair(stage: Stage, whose: Whose): Promise<Pair> {
  await publishedSmes(stage)
  const side = whose === 'other' ? stage.other : stage.own
  const [sme, leadFirm] = [side.sme, side['lead-firm']]
  const need = await openNeed(leadFirm)
  const linkage = await showInterest(sme, need)
  const kept = await sme.send('PUT', `/linkages/${linkage.id}/interest`, QUESTIONS, { 'if-match': '"0"' })
  if (kept.status !== 200) throw new Error(`interest: ${JSON.stringify(kept.body)}`)
  return { sme, leadFirm, need, linkage }
}

type Make = (pair: Pair) => Promise<{ version: number }>
const ofLinkage =
  (body?: unknown, make: Make = async () => ({ version: 1 })): Ask =>
  async (stage, whose) => {
    const made = await pair(stage, whose)
    const headers = versionHeader(await make(made))
    return { params: { linkageId: made.linkage.id }, headers, ...(body !== undefined && { body }) }
  }
const ofBrokered: Ask = async (stage, whose, ...rest) => {
  const { sme, agency } = whose === 'other' ? stage.other : stage.own
  await mandateOf(sme, agency)
  return ofLinkage()(stage, whose, ...rest)
}
const draft: Make = ({ sme, linkage }) => begunOffer(sme, linkage)
const whole: Make = ({ sme, linkage }) => wholeOffer(sme, linkage)
const submitted: Make = ({ sme, linkage }) => submittedOffer(sme, linkage)
const revising: Make = async ({ sme, linkage }) => savedOffer(sme, await submittedOffer(sme, linkage), { times: TIMES })
const stale: Make = async ({ sme, leadFirm, need, linkage }) => {
  const offer = await submittedOffer(sme, linkage)
  const { body } = await leadFirm.get<{ version: number; title: string }>(`/sourcing-needs/${need.id}`)
  await leadFirm.send('PUT', `/sourcing-needs/${need.id}`, { ...NEED, volumePerMonth: 7_000 }, versionHeader(body))
  return offer
}
const lost: Make = async ({ leadFirm, linkage }) => {
  await leadFirm.send('POST', `/linkages/${linkage.id}/decision`, { step: 'decline', reason: 'price' }, versionHeader(linkage))
  return linkage
}
const version: Ask = async (...asked) => {
  const made = await ofLinkage(undefined, submitted)(...asked)
  return { ...made, params: { ...made.params!, number: '1' } }
}
const needOf =
  (body?: unknown, make = openNeed): Ask =>
  async (stage, whose) => {
    await publishedSmes(stage)
    const { id } = await make((whose === 'other' ? stage.other : stage.own)['lead-firm'])
    return { params: { needId: id }, ...(body !== undefined && { body }) }
  }
const compared =
  (query: Record<string, string> = {}): Ask =>
  async (stage, whose) => {
    const made = await pair(stage, whose)
    await submitted(made)
    return { params: { needId: made.need.id }, query: { linkage: made.linkage.id, ...query } }
  }
const link: Ask = async (stage) => {
  await publishedSmes(stage)
  const need = await openNeed(stage.own['lead-firm'])
  return { params: { token: await answerTokenOf(stage.api, stage.own.sme, need.id) }, body: { answer: 'interested' } }
}
const forged: Ask = () => ({ params: { token: 'WyJ4Il0.forged' }, body: { answer: 'interested' } })
const looked =
  (ask: Ask): Ask =>
  async (...asked) => {
    const { params = {} } = await ask(...asked)
    return { params }
  }
const hiddenDraft = { 'a draft': { may: '? x . . x x x x x x', ask: needOf(QUESTIONS, draftNeed) } }

export const offers: Rows = {
  prepareInterest: { may: smes, foreign: smes, ask: needOf() },
  showInterest: { may: smes, foreign: smes, ask: needOf(QUESTIONS), also: hiddenDraft },
  getInterest: { may: brokered, foreign: 'hidden', ask: ofBrokered },
  editInterest: { may: smes, foreign: 'hidden', ask: ofLinkage(QUESTIONS) },
  showAnswerLink: { may: everybody, ask: looked(link), also: { 'a forged link': { may: nobody, ask: looked(forged) } } },
  answerByLink: { may: everybody, ask: link, also: { 'a forged link': { may: nobody, ask: forged } } },
  getOffer: { may: parties, foreign: 'hidden', ask: ofLinkage(undefined, submitted) },
  getOfferVersion: { may: parties, foreign: 'hidden', ask: version },
  beginOffer: { may: smes, foreign: 'hidden', ask: ofLinkage() },
  saveOffer: {
    may: smes,
    foreign: 'hidden',
    ask: ofLinkage({ times: TIMES }, draft),
    // Amounts are written by admins and by members with the duty finance.
    also: { 'with prices': { may: '? x x + x x x x x x', ask: ofLinkage({ price: PRICE }, draft) } },
  },
  submitOffer: { may: smeAdmins, foreign: 'hidden', ask: ofLinkage(undefined, whole) },
  confirmOffer: { may: smeAdmins, foreign: 'hidden', ask: ofLinkage(undefined, stale) },
  discardOfferChanges: { may: smes, foreign: 'hidden', ask: ofLinkage(undefined, revising) },
  withdrawOffer: { may: smeAdmins, foreign: 'hidden', ask: ofLinkage(undefined, submitted) },
  listOffers: { may: leadFirms, foreign: 'hidden', ask: needOf() },
  compareOffers: { may: leadFirms, foreign: 'hidden', ask: compared() },
  exportOffers: { may: leadFirms, foreign: 'hidden', ask: compared({ format: 'csv' }) },
  listFeedbackOwed: { may: leadFirms },
  getFeedback: { may: brokered, foreign: 'hidden', ask: ofBrokered },
  giveFeedback: { may: buyers, foreign: 'hidden', ask: ofLinkage({ reason: 'price', sentence: 'Two others were a tenth lower.' }, lost) },
  getAnswerTerms: { may: readsTerms },
  setAnswerTerms: {
    may: setsTerms,
    ask: async (stage, _whose, principal) => {
      const kind = kindOf(principal, 'lead-firm')
      const { body } = await stage.own[kind].get<{ version?: number }>('/answer-terms')
      return { body: { smeDays: 4, leadFirmDays: 8, feedbackDays: 12 }, headers: { 'if-match': `"${body.version ?? 0}"` } }
    },
  },
  listExchangeRates: { may: users },
  enterExchangeRate: {
    may: operators,
    ask: () => ({ body: { base: 'EUR', quote: 'INR', rate: '90.5', on: '2026-11-20', source: 'Central bank' } }),
  },
}
