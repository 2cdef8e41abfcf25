/** A supplier list with a word in every field: its name is the lead firm's and its SMEs', its notes the lead firm's alone. */
import type { Mint } from './canary-marks.ts'
import { giveExit, listed, supplierList } from './supplier-lists.ts'
import type { Person } from './world.ts'

export async function markedSupplierLists(mint: Mint, { leadFirm, supplier }: Record<'leadFirm' | 'supplier', Person>) {
  const both = (field: string) => mint.word(field, 'parties', '', [leadFirm.organizationId, supplier.organizationId])
  const own = (field: string) => mint.word(field, 'own', leadFirm.organizationId)
  const empty = await supplierList(leadFirm, { name: own('supplier_lists.name') })
  const list = await supplierList(leadFirm, { name: both('supplier_lists.name') })
  const entry = await listed(leadFirm, supplier, list, { note: own('supplier_entries.note') })
  const told = { reason: both('supplier_entries.exit_reason'), note: both('supplier_entries.alternative_note') }
  const ended = await giveExit(leadFirm, entry, told)
  if (ended.status !== 200) throw new Error(`exit: ${JSON.stringify(ended.body)}`)
  return { lists: [empty.id, list.id], entries: [entry.id] }
}
