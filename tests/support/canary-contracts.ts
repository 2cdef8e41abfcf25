/** A contract with a word in every field: its parties read its words, the two firms alone its amounts and its disputes. */
import type { Mint } from './canary-marks.ts'
import { confirmed, entered, recorded, stepThrough, TERMS } from './contracts.ts'
import { acceptInterest, openNeed, showInterest, versionHeader } from './needs.ts'
import type { Person } from './world.ts'

type Sides = Record<'leadFirm' | 'supplier' | 'agency' | 'broker', Person>

/** Recorded by the lead firm, disputed, recorded anew, confirmed, with a year that is disputed. */
export async function markedContract(mint: Mint, { leadFirm, supplier, agency, broker }: Sides, linkage: { id: string }): Promise<string> {
  const idsOf = (sides: readonly Person[]) => sides.map((one) => one.organizationId)
  const all = [leadFirm, supplier, agency, broker]
  const word = (field: string, sides: readonly Person[] = all) => mint.word(field, 'parties', '', idsOf(sides))
  const amount = (field: string, minor: number) => {
    mint.marks.push({ text: String(minor), field, tier: 'parties', owner: '', parties: idsOf([leadFirm, supplier]) })
    return minor
  }
  await stepThrough(linkage, [
    [agency, 'introduce'],
    [leadFirm, 'ask-quote'],
    [supplier, 'quote'],
    [leadFirm, 'approve'],
  ])
  const terms = {
    ...TERMS,
    part: word('contracts.part'),
    category: word('contracts.category'),
    technology: word('contracts.technology'),
    valueMinor: amount('contracts.value_minor', 7_316_904_582),
    investmentMinor: amount('contracts.investment_minor', 7_316_904_583),
    exportsMinor: amount('contracts.exports_minor', 7_316_904_584),
    importMinor: amount('contracts.import_minor', 7_316_904_585),
  }
  const first = await recorded(leadFirm, linkage, { ...terms, valueMinor: amount('contract_entries.terms', 7_316_904_586) })
  const reason = word('contract_entries.reason', [leadFirm, supplier])
  await supplier.send('POST', `/contracts/${first.id}/answer`, { confirm: false, reason }, versionHeader(first))
  const revised = await leadFirm.send<{ id: string; version: number }>('PUT', `/contracts/${first.id}`, terms, { 'if-match': '"2"' })
  if (revised.status !== 200) throw new Error(`revise: ${JSON.stringify(revised.body)}`)
  await confirmed(supplier, revised.body)
  const { flows } = await entered(leadFirm, first, { minor: amount('contract_flows.minor', 7_316_904_587) })
  const [flow] = flows
  const why = word('contract_flows.reason', [leadFirm, supplier])
  const path = `/contracts/${first.id}/flows/${flow?.id}/answer`
  const disputed = await supplier.send('POST', path, { confirm: false, reason: why }, { 'if-match': '"1"' })
  if (disputed.status !== 200) throw new Error(`flow: ${JSON.stringify(disputed.body)}`)
  return first.id
}

/** A linkage of its own for what opens everything: a contract. */
export async function agreedLinkage(leadFirm: Person, supplier: Person): Promise<{ id: string }> {
  const linkage = await showInterest(supplier, await openNeed(leadFirm))
  await acceptInterest(leadFirm, linkage)
  return linkage
}
