/** Brings a file out of a form and lays it where it belongs; what is refused comes back beside its field, with all that was typed. */
import { type Answer, type FieldError, refusal, refuseFields } from '#lib/api/answer.ts'
import type { DocumentItem } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, text } from '#lib/api/form.ts'
import { MOST_BYTES, typeOf } from '#lib/documents/codes.ts'

type Refused = ReturnType<typeof refusal>
type Done = { refused: Refused } | { refused?: undefined }

/** A linkage, or a need of the lead firm's own. */
export type Where = { linkageId: string } | { needId: string }

export async function addDocument(api: Api, request: Request, where: Where): Promise<Done> {
  return withUpload(api, request, async (form, uploadId) => {
    const title = text(form, 'title')
    const keepUntilOn = text(form, 'keepUntilOn')
    const body = {
      uploadId,
      tier: (text(form, 'tier') ?? 'matched') as DocumentItem['tier'],
      language: text(form, 'language') ?? 'en',
      ...(title && { title }),
      ...(keepUntilOn && { keepUntilOn }),
    }
    const headers = guards(form)
    return 'needId' in where
      ? api.POST('/api/v1/sourcing-needs/{needId}/documents', { params: { path: where }, headers, body })
      : api.POST('/api/v1/linkages/{linkageId}/documents', { params: { path: where }, headers, body })
  })
}

export async function replaceDocument(api: Api, request: Request, documentId: string): Promise<Done> {
  return withUpload(api, request, (form, uploadId) =>
    api.POST('/api/v1/documents/{documentId}/versions', { params: { path: { documentId } }, headers: guards(form), body: { uploadId } }),
  )
}

/** A file that was taken is not asked for again where something else is wrong. */
async function withUpload(api: Api, request: Request, act: (form: FormData, uploadId: string) => Promise<Answer<unknown>>): Promise<Done> {
  const form = await request.formData().catch(() => null)
  // Beyond all bounds the body is not read, so nothing else of it is known.
  if (!form) return { refused: refuseFields(new FormData(), { file: { code: 'file-too-large' } }) }
  const brought = await bringFile(api, form)
  if (brought.refused) return brought
  const answer = await act(form, brought.uploadId)
  if (answer.response.ok) return {}
  return { refused: keeping(beside(form, refusal(answer, form)), brought) }
}

export type Brought = { refused: Refused } | { refused?: undefined; uploadId: string; fileName: string }

export async function bringFile(api: Api, form: FormData): Promise<Brought> {
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') {
    const uploadId = text(form, 'uploadId')
    return uploadId
      ? { uploadId, fileName: text(form, 'fileName') ?? '' }
      : { refused: refuseFields(form, { file: { code: 'file-missing' } }) }
  }
  if (file.size > MOST_BYTES) return { refused: refuseFields(form, { file: { code: 'file-too-large' } }) }
  const once = text(form, 'once')
  const answer = await api.POST('/api/v1/uploads', {
    params: { query: { name: file.name.slice(-200) } },
    headers: { 'content-type': typeOf(file.name), ...(once && { 'idempotency-key': `${once}-file` }) },
    body: new Uint8Array(await file.arrayBuffer()),
    bodySerializer: (bytes) => bytes,
  })
  return answer.data ? { uploadId: answer.data.id, fileName: answer.data.name } : { refused: beside(form, refusal(answer, form)) }
}

/** A refusal of the file stands beside the file, one of the title beside the title, one of the readers beside them. */
export function beside(form: FormData, refused: Refused): Refused {
  const { code, params } = refused.data.problem
  const field = FIELDS.find(([pattern]) => pattern.test(code))?.[1]
  const error: FieldError = { code: code === 'too-large-body' ? 'file-too-large' : code, ...(params && { params }) }
  return field ? refuseFields(form, { [field]: error }) : refused
}

const FIELDS: readonly [RegExp, string][] = [
  [/^document-tier-wrong$/, 'tier'],
  [/^(document-|upload-gone|too-large-body|scanner-away|invalid$)/, 'file'],
  [/^alias-leak$/, 'title'],
]

/** The page shows which file is here already and sends it along again. */
export function keeping(refused: Refused, { uploadId, fileName }: { uploadId: string; fileName: string }): Refused {
  // The document took it, or it does not do: it has to be chosen once more.
  if ('file' in refused.data.fields) return refused
  Object.assign(refused.data.values, { uploadId, fileName })
  return refused
}
