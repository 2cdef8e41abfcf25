/** Who may read the thesaurus, the official codes and the directory: everybody (trust reference 4, public cards). */
import type { Rows } from '../support/matrix.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'

export const taxonomy: Rows = {
  listConcepts: { may: everybody },
  suggestClassificationCodes: { may: everybody, ask: () => ({ params: { scheme: 'cpv' }, query: { title: 'stamping' } }) },
  suggestConcepts: { may: everybody, ask: () => ({ query: { text: 'stamping' } }) },
  listParameters: { may: everybody },
  listMaterials: { may: everybody },
  listClassificationCodes: { may: everybody, ask: () => ({ params: { scheme: 'cpv' } }) },
}

export const directory: Rows = {
  searchSuppliers: { may: everybody },
  suggestSuppliers: { may: everybody, ask: () => ({ query: { text: 'Tamhini' } }) },
}
