/** What every store of files must do, run over each of them. */
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import type { FileStore, StoredObject } from '../ports/file-store.ts'

export async function everything(store: FileStore): Promise<StoredObject[]> {
  return (await Array.fromAsync(store.list())).flat()
}

export function keepsFiles(make: (now: () => Date) => FileStore): void {
  const at = new Date('2026-11-23T09:00:00Z')
  const store = () => make(() => at)

  it.each([0, 1, 10_000_000])('gives back the %i bytes that were put', async (length) => {
    const one = store()
    const bytes = randomBytes(length)
    expect(Buffer.from(await one.get(await one.put(bytes))).equals(bytes)).toBe(true)
  })

  it('names objects at random and tells when they came', async () => {
    const one = store()
    const names = await Promise.all(Array.from({ length: 20 }, () => one.put(Buffer.from('the same'))))
    expect(new Set(names).size).toBe(20)
    const listed = await everything(one)
    expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(listed.every((object) => object.at.getTime() === at.getTime())).toBe(true)
  })

  it('takes an object away, once or twice', async () => {
    const one = store()
    const name = await one.put(Buffer.from('gone soon'))
    await one.remove(name)
    await one.remove(name)
    await expect(one.get(name)).rejects.toThrow('no such object')
    expect(await everything(one)).toEqual([])
  })

  it.each(['', '../secrets.json', 'a/../../b', 'x'.repeat(32), `${'a'.repeat(32)}/`, 'A'.repeat(32)])(
    'has no object by the name %j',
    async (name) => {
      const one = store()
      await expect(one.get(name)).rejects.toThrow()
      if (name !== 'a'.repeat(32)) await expect(one.remove(name)).rejects.toThrow()
    },
  )
}
