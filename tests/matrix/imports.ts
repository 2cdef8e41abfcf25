/** Who may bring lists: officers of an agency, each agency its own (trust reference 4, import/export bulk). */
import type { ImportView } from '../../server/features/imports/contract.ts'
import { bring, mapped, ran, smallList } from '../../server/features/imports/imports.fixtures.ts'
import type { Ask, Asked, Rows, Whose } from '../support/matrix.ts'
import { versionHeader } from '../support/needs.ts'
import type { Stage } from '../support/principals.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const officers = '? x x x x x x x + x'

let lists = 0
const bytes = () => smallList([`Sahyadri Castings ${++lists}`, `Deccan Forge ${lists}`])

type Make = (stage: Stage, whose: Whose) => Promise<ImportView>
const agencyOf = (stage: Stage, whose: Whose) => (whose === 'other' ? stage.other : stage.own).agency
const uploaded: Make = async (stage, whose) => (await bring(await withRoom(stage, whose), bytes())).body
const ready: Make = async (stage, whose) => mapped(await withRoom(stage, whose), bytes())
const finished: Make = async (stage, whose) => ran(stage.api, agencyOf(stage, whose), await ready(stage, whose))

/** An agency may have twenty unfinished lists: all but the newest few are put away. */
async function withRoom(stage: Stage, whose: Whose) {
  const agency = agencyOf(stage, whose)
  await stage.owner.query(
    `update imports set state = 'undone' where organization_id = $1
     and id not in (select id from imports where organization_id = $1 order by id desc limit 8)`,
    [agency.organizationId],
  )
  return agency
}

const list =
  (make: Make, more: (made: ImportView) => Asked = () => ({})): Ask =>
  async (stage, whose) => {
    const made = await make(stage, whose)
    return { params: { importId: made.id }, headers: versionHeader(made), ...more(made) }
  }

export const imports: Rows = {
  uploadList: {
    may: officers,
    ask: () => ({
      query: { fileName: 'list.csv', listName: 'Members of the cluster' },
      body: bytes(),
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  listImports: { may: officers },
  importTemplate: { may: officers },
  getImport: { may: officers, foreign: 'hidden', ask: list(uploaded) },
  discardImport: { may: officers, foreign: 'hidden', ask: list(uploaded) },
  saveMapping: {
    may: officers,
    foreign: 'hidden',
    ask: list(uploaded, ({ mapping }) => ({ body: { columns: mapping.columns, constants: {} } })),
  },
  getValues: { may: officers, foreign: 'hidden', ask: list(ready, () => ({ query: { field: 'products' } })) },
  confirmValues: {
    may: officers,
    foreign: 'hidden',
    ask: list(ready, () => ({ body: { field: 'products', items: [{ value: 'Metal brackets', concepts: ['p-stamped-brackets'] }] } })),
  },
  previewImport: { may: officers, foreign: 'hidden', ask: list(ready) },
  listRowErrors: { may: officers, foreign: 'hidden', ask: list(ready) },
  listDuplicates: { may: officers, foreign: 'hidden', ask: list(ready) },
  decideDuplicates: { may: officers, foreign: 'hidden', ask: list(ready, () => ({ body: { decision: 'import' } })) },
  runImport: { may: officers, foreign: 'hidden', ask: list(ready) },
  downloadFailed: { may: officers, foreign: 'hidden', ask: list(finished) },
  undoImport: { may: officers, foreign: 'hidden', ask: list(finished) },
}
