/** The lists of the agency, and the file that a new one is read from. */
import { redirect } from '@sveltejs/kit'
import { type FieldError, need, refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(cursor && { cursor }) }
  return { lists: need(await locals.api.GET('/api/v1/imports', { params: { query } })) }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await formOf(request)
    if (!form) return refuseFields(new FormData(), { file: { code: 'list-too-large' } })
    const listName = text(form, 'listName')
    const file = form.get('file')
    const missing = missingOf(listName, file)
    if (!(file instanceof File) || !listName || Object.keys(missing).length > 0) return refuseFields(form, missing)
    const answer = await locals.api.POST('/api/v1/imports', {
      params: { query: { fileName: file.name.slice(-200), listName } },
      headers: { ...guards(form), 'content-type': 'application/octet-stream' },
      body: new Uint8Array(await file.arrayBuffer()),
      bodySerializer: (bytes) => bytes,
    })
    if (answer.data) redirect(303, `/imports/${answer.data.id}/columns`)
    return besideFile(form, refusal(answer, form))
  },
}

/** Null where the body is beyond all bounds: it is not read, so nothing else of it is known. */
function formOf(request: Request): Promise<FormData | null> {
  return request.formData().catch(() => null)
}

/** What is not there, or cannot be read for sure, beside its field. */
function missingOf(listName: string | undefined, file: FormDataEntryValue | null): Record<string, FieldError> {
  const unread = file instanceof File ? faultOf(file) : 'list-file-missing'
  return { ...(!listName && { listName: { code: 'required' } }), ...(unread && { file: { code: unread } }) }
}

/** A refusal of the file itself stands beside the file. */
function besideFile(form: FormData, refused: ReturnType<typeof refusal>): ReturnType<typeof refusal> {
  const { code, params } = refused.data.problem
  if (!OF_THE_FILE.test(code)) return refused
  return refuseFields(form, { file: { code: code === 'too-large-body' ? 'list-too-large' : code, ...(params && { params }) } })
}

/** What can be said of a file before it is read. */
function faultOf(file: File): string | null {
  if (file.name === '') return 'list-file-missing'
  return file.size === 0 ? 'list-empty' : null
}

const OF_THE_FILE = /^(list-|too-large)/
