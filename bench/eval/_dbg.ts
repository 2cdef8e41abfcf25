import { readFileSync } from 'node:fs'
import { importCandidates, postNeeds } from './ask.ts'
import { startProduct } from './product.ts'
import { readSet } from './sets.ts'
const set = readSet('/work/shared/data/eval-dev', 'chorus-products')
const product = await startProduct({ scheme: 'cpv', bytes: readFileSync('/work/shared/data/classifications/cpv-2008-24-languages.tsv.gz') })
try {
  const agency = await product.join('agency'); const lead = await product.join('lead-firm')
  const firms = await importCandidates(product, agency, set)
  const qs = set.queries.filter((q) => ['vans', 'scanner'].includes(q.text))
  for (const [q, id] of await postNeeds(lead, qs)) { const page: any = await lead.get(`/sourcing-needs/${id}/proposals?band=all&limit=100`)
    console.log(set.queries.find((x) => x.id === q)!.text, page.nothingFits, page.read, page.counts, page.items.length, page.items.slice(0, 6).map((i: any) => [i.topic.toFixed(4), i.band, firms.candidateOf.get(i.organizationId), set.candidates.find((c) => c.id === firms.candidateOf.get(i.organizationId))?.title, set.grades.get(q)?.get(firms.candidateOf.get(i.organizationId)!)])) 
    console.log([...set.grades.get(q)!].filter(x => x[1] >= 2).slice(0, 5)) }
} finally { await product.stop() }
