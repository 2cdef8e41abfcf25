/** The facts of a supplier in the reader's words, as far as his tier shows them: one line for each, with what it rests on. */
import type { Supplier } from '#lib/api/answers.ts'
import { partsOf, type Tongue } from '#lib/profile/fact-parts.ts'
import type { Section } from '#lib/profile/steps.ts'

export interface Fact {
  /** Absent for what is told of the whole firm. */
  id: string | undefined
  title: string
  notes: readonly string[]
  provenance: Supplier['provenance']
}

/** What this reader sees of one section; nothing where his tier shows none of it. */
export function factsOf(tongue: Tongue, section: Section, supplier: Supplier): Fact[] {
  return FACTS[section](tongue, supplier)
}

/** The kind that a check names a fact of this section by. */
export const KIND_OF: Partial<Record<Section, 'site' | 'product' | 'process' | 'certificate' | 'capacity' | 'reference'>> = {
  sites: 'site',
  products: 'product',
  processes: 'process',
  certificates: 'certificate',
  capacity: 'capacity',
  references: 'reference',
}

type Teller = (tongue: Tongue, supplier: Supplier) => Fact[]
type Item<L extends 'sites' | 'products' | 'processes' | 'certificates' | 'capacities' | 'references'> = NonNullable<Supplier[L]>[number]

const FACTS: Record<Section, Teller> = {
  identity: (tongue, supplier) => {
    const { headline, provenance } = supplier
    const notes = partsOf.identity(tongue, supplier)
    return headline || notes.length > 0 ? [{ id: undefined, title: headline ?? '', notes, provenance }] : []
  },
  sites: (tongue, supplier) => (supplier.sites ?? []).map((site) => fact(site, siteTitle(site), partsOf.site(tongue, site))),
  products: (tongue, supplier) =>
    (supplier.products ?? []).map((product) => fact(product, product.name ?? '', partsOf.product(tongue, product))),
  processes: (tongue, supplier) =>
    (supplier.processes ?? []).map((process) =>
      fact(process, tongue.nameOf(process.process ?? ''), partsOf.process(tongue, process, supplier.sites ?? [])),
    ),
  certificates: (tongue, supplier) =>
    (supplier.certificates ?? []).map((certificate) =>
      fact(certificate, certificateTitle(tongue, certificate), partsOf.certificate(tongue, certificate, supplier.sites ?? [])),
    ),
  capacity: (tongue, supplier) =>
    (supplier.capacities ?? []).map((capacity) =>
      fact(
        capacity,
        capacity.concept ? tongue.nameOf(capacity.concept) : tongue.words.say('profile.whole-firm'),
        partsOf.capacity(tongue, capacity, supplier.sites ?? []),
      ),
    ),
  commercial: ({ words }, { commercial }) => {
    const notes = commercial ? partsOf.commercial(words, commercial) : []
    return notes.length > 0 ? [{ id: undefined, title: '', notes, provenance: commercial?.provenance }] : []
  },
  references: (tongue, supplier) =>
    (supplier.references ?? []).map((reference) =>
      fact(reference, referenceTitle(tongue, reference), partsOf.reference(tongue, reference)),
    ),
}

function fact({ id, provenance }: { id?: string; provenance?: Supplier['provenance'] }, title: string, notes: string[]): Fact {
  return { id, title, notes, provenance }
}

function siteTitle({ name, city, region }: Item<'sites'>): string {
  return name || city || region || ''
}

function certificateTitle({ nameOf }: Tongue, { standard = '', edition }: Item<'certificates'>): string {
  const name = nameOf(standard)
  return edition ? `${name}:${edition}` : name
}

/** A reference's name opens deeper than the rest of it. */
function referenceTitle({ words }: Tongue, { name, sector }: Item<'references'>): string {
  return name ?? (sector ? words.code('sector', sector) : words.say('profile.a-reference'))
}

/** Short notes share a line, long ones have their own. */
export function linesOf(notes: readonly string[]): string[] {
  const short = notes.filter((note) => note.length <= SHORT)
  return [short.join('\u00a0· '), ...notes.filter((note) => note.length > SHORT)].filter((line) => line !== '')
}

const SHORT = 90
