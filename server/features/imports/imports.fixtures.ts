/** Lists in the hands of an agency's officer: brought, mapped and run through the API. */
import { readFileSync } from 'node:fs'
import type { Answer, TestApi } from '../../../tests/support/api.ts'
import type { Person } from '../../../tests/support/world.ts'
import type { ImportView } from './contract.ts'

export const OURS = new URL('../../../tests/data/', import.meta.url)

export type Problem = { code: string; params?: Record<string, string | number>; errors?: { field: string; code: string }[] }

export function fileOf(name: string): Buffer {
  return readFileSync(new URL(name, OURS))
}

/** A list of firms of one town, written as a small agency would: name, town, products. */
export function smallList(names: readonly string[], town = 'Pune'): Buffer {
  const lines = names.map((name, at) => `${name},IN,${town},Plot ${at + 1} Canal Road ${name},office${at + 1}@works.example,Metal brackets`)
  return Buffer.from(`Company name,Country,City,Address,E-mail,Products\n${lines.join('\n')}\n`)
}

export function bring<T = ImportView>(who: Person, bytes: Buffer, query: Record<string, string> = {}): Promise<Answer<T>> {
  const asked = new URLSearchParams({ fileName: 'list.csv', listName: 'Members of the cluster', ...query })
  return who.send<T>('POST', `/imports?${asked}`, bytes, { 'content-type': 'application/octet-stream' })
}

export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

/** Accepts what the columns were guessed to say. */
export async function map(who: Person, list: ImportView, constants: Record<string, string> = {}): Promise<ImportView> {
  const body = { columns: list.mapping.columns, constants }
  const answer = await who.send<ImportView>('PUT', `/imports/${list.id}/mapping`, body, ifMatch(list.version))
  if (answer.status !== 200) throw new Error(`mapping: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function mapped(who: Person, bytes: Buffer, constants: Record<string, string> = {}): Promise<ImportView> {
  const brought = await bring(who, bytes)
  if (brought.status !== 201) throw new Error(`upload: ${JSON.stringify(brought.body)}`)
  return map(who, brought.body, constants)
}

/** Sends the run and waits until it has ended, in whichever hands the job was. */
export async function ran(api: TestApi, who: Person, list: ImportView): Promise<ImportView> {
  const sent = await who.send<ImportView>('POST', `/imports/${list.id}/run`, undefined, ifMatch(list.version))
  if (sent.status !== 202) throw new Error(`run: ${JSON.stringify(sent.body)}`)
  return settled(api, who, list.id)
}

export async function settled(api: TestApi, who: Person, importId: string): Promise<ImportView> {
  for (let tries = 0; tries < 400; tries++) {
    await api.jobs.drain()
    const { body } = await who.get<ImportView>(`/imports/${importId}`)
    if (body.state !== 'running') return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The import did not end.')
}
