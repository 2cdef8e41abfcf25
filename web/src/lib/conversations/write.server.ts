/** Sends a message with the file that hangs on it; what was typed, and a file that was taken, come back with what is refused. */
import { refusal, refuseFields } from '#lib/api/answer.ts'
import type { DocumentItem } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, text } from '#lib/api/form.ts'
import { beside, bringFile, keeping } from '#lib/documents/bring.server.ts'

type Refused = ReturnType<typeof refusal>

/** Undefined when it was sent. */
export async function writeMessage(api: Api, request: Request, linkageId: string): Promise<Refused | undefined> {
  const form = await request.formData().catch(() => null)
  if (!form) return refuseFields(new FormData(), { file: { code: 'file-too-large' } })
  const said = text(form, 'text')
  if (!said) return refuseFields(form, { text: { code: 'required' } })
  const brought = hasFile(form) ? await bringFile(api, form) : null
  if (brought?.refused) return brought.refused
  const tier = (text(form, 'tier') ?? 'matched') as DocumentItem['tier']
  const answer = await api.POST('/api/v1/linkages/{linkageId}/messages', {
    params: { path: { linkageId } },
    headers: guards(form),
    body: { text: said.replaceAll('\r\n', '\n'), ...(brought && { attachments: [{ uploadId: brought.uploadId, tier }] }) },
  })
  if (answer.response.ok) return
  const refused = besideText(form, refusal(answer, form))
  return brought ? keeping(refused, brought) : refused
}

function hasFile(form: FormData): boolean {
  const file = form.get('file')
  return (file instanceof File && file.name !== '') || Boolean(text(form, 'uploadId'))
}

/** The word that names somebody is told beside what was written. */
function besideText(form: FormData, refused: Refused): Refused {
  const { code, params } = refused.data.problem
  if (code !== 'message-names-you') return beside(form, refused)
  return refuseFields(form, { text: { code, ...(params && { params }) } })
}
