/** Builders of contracts, made through the API as the two firms of a linkage would. */
import { mandateOf } from './mandates.ts'
import { openNeed, showInterest, versionHeader } from './needs.ts'
import type { Person } from './world.ts'

export interface ContractRef {
  id: string
  version: number
  flows: { id: string; version: number }[]
}

/** The firms of a linkage and the agency between them. */
export interface Sides {
  leadFirm: Person
  sme: Person
  agency: Person
}

export const TERMS = {
  part: 'Seat bracket, left',
  category: 'Stampings',
  kind: 'series',
  firstOfKind: true,
  currency: 'INR',
  valueMinor: 482_700_000,
  startOn: '2026-12-01',
  endOn: '2028-11-30',
  jobsNew: 12,
  jobsKept: 40,
  jobsWomen: 9,
  jobsYouth: 5,
  investmentMinor: 61_300_000,
  importHs6: '732690',
  importOrigin: 'DE',
  importMinor: 250_000_000,
  technology: 'Progressive dies, designed together.',
  localContent: 72,
  attribution: 'found-on-platform',
}

/** Takes steps on a linkage, each on the version that stands. */
export async function stepThrough(linkage: { id: string }, steps: readonly (readonly [Person, string])[]): Promise<void> {
  for (const [who, step] of steps) {
    const { body } = await who.get<{ version: number }>(`/linkages/${linkage.id}`)
    const done = await who.send('POST', `/linkages/${linkage.id}/steps`, { step }, versionHeader(body))
    if (done.status !== 200) throw new Error(`${step}: ${JSON.stringify(done.body)}`)
  }
}

/** A linkage over a new need, brokered with the SME's mandate, as far as the quote. */
export async function quotedLinkage({ leadFirm, sme, agency }: Sides, need: object = {}): Promise<{ id: string }> {
  await mandateOf(sme, agency)
  const linkage = await showInterest(sme, await openNeed(leadFirm, need))
  await stepThrough(linkage, [
    [leadFirm, 'accept'],
    [agency, 'introduce'],
    [leadFirm, 'ask-quote'],
    [sme, 'quote'],
  ])
  return linkage
}

export async function approvedLinkage(sides: Sides, need: object = {}): Promise<{ id: string }> {
  const linkage = await quotedLinkage(sides, need)
  await stepThrough(linkage, [[sides.leadFirm, 'approve']])
  return linkage
}

export async function recorded(by: Person, linkage: { id: string }, terms: object = {}): Promise<ContractRef> {
  const made = await by.send<ContractRef>('POST', `/linkages/${linkage.id}/contracts`, { ...TERMS, ...terms })
  if (made.status !== 201) throw new Error(`contract: ${JSON.stringify(made.body)}`)
  return made.body
}

export async function confirmed(by: Person, contract: { id: string; version: number }): Promise<ContractRef> {
  const body = { confirm: true, attribution: 'assisted' }
  const done = await by.send<ContractRef>('POST', `/contracts/${contract.id}/answer`, body, versionHeader(contract))
  if (done.status !== 200) throw new Error(`confirm: ${JSON.stringify(done.body)}`)
  return done.body
}

export async function entered(by: Person, contract: { id: string }, flow: object = {}): Promise<ContractRef> {
  const body = { kind: 'delivery', year: 2026, minor: 31_200_000, onTime: 96, ...flow }
  const done = await by.send<ContractRef>('POST', `/contracts/${contract.id}/flows`, body)
  if (done.status !== 201) throw new Error(`flow: ${JSON.stringify(done.body)}`)
  return done.body
}
