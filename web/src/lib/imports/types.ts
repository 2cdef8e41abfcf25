/** A supplier list as the API tells it, by the names these pages use. */
import type { Answered } from '#lib/api/answers.ts'

export type ImportCard = Answered<'listImports'>['items'][number]
export type ImportedList = Answered<'getImport'>
export type ListValue = Answered<'getValues'>['items'][number]
export type Preview = Answered<'previewImport'>
export type PreviewRow = Preview['rows'][number]
export type RowFault = Answered<'listRowErrors'>['items'][number]
export type DuplicateRow = Answered<'listDuplicates'>['items'][number]
export type Undone = Answered<'undoImport'>
export type ListField = NonNullable<ImportedList['mapping']['columns'][number]>
export type AssignedField = ImportedList['values'][number]['field']
export type Ground = DuplicateRow['ground']

/** What a column can say, in the order in which a form offers it. */
export const LIST_FIELDS = [
  'name',
  'native-name',
  'registration-number',
  'external-ref',
  'country',
  'region',
  'city',
  'address',
  'email',
  'phone',
  'website',
  'products',
  'processes',
  'sector',
  'certificates',
  'employees',
  'year-founded',
  'languages',
  'description',
  'text-language',
  'categories',
  'earlier-awards',
] as const satisfies readonly ListField[]

/** What can be the same for a whole list although no column says it. */
export const CONSTANT_FIELDS = [
  'country',
  'region',
  'city',
  'products',
  'processes',
  'sector',
  'certificates',
] as const satisfies readonly ListField[]

/** Fields whose words stand for codes. */
export const ASSIGNED_FIELDS = ['products', 'processes', 'sector', 'certificates'] as const satisfies readonly AssignedField[]

export const GROUNDS = ['registration-number', 'name-and-place', 'similar'] as const satisfies readonly Ground[]
