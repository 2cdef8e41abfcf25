/** Files on the disk: as the contract says, unreadable without the master key, and under another master key after a change. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createDiskFiles } from './disk-files.ts'
import { everything, keepsFiles } from './file-store.contract.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'highroad-files-'))
  folders.push(made)
  return made
}
afterAll(() => folders.forEach((one) => void rmSync(one, { recursive: true, force: true })))

const clock = { now: () => new Date('2026-11-23T09:00:00Z') }
const [older, newer] = [randomBytes(32), randomBytes(32)]
const under = (where: string, ...keys: [Uint8Array, ...Uint8Array[]]) => createDiskFiles({ folder: where, keys, clock })
const paths = (where: string) =>
  readdirSync(where, { recursive: true, encoding: 'utf8' })
    .map((name) => join(where, name))
    .filter((path) => statSync(path).isFile())

describe('a folder of files', () => {
  keepsFiles((now) => createDiskFiles({ folder: join(folder(), 'files'), keys: [older], clock: { now } }))

  it('holds nothing that can be read, for nobody but its owner to open', async () => {
    const where = folder()
    await under(where, older).put(Buffer.from('the drawing of the bracket'))
    const [path] = paths(where)
    expect(readFileSync(path!).includes('drawing')).toBe(false)
    expect(statSync(path!).mode & 0o077).toBe(0)
  })

  it('gives nothing that was altered or exchanged', async () => {
    const where = folder()
    const store = under(where, older)
    const names = [await store.put(Buffer.from('one')), await store.put(Buffer.from('two'))]
    const pathOf = (name: string) => paths(where).find((path) => path.endsWith(name))!
    const right = readFileSync(pathOf(names[0]!))
    for (const at of [6, 20, 60, right.length - 1]) {
      const wrong = Buffer.from(right)
      wrong[at]! ^= 1
      writeFileSync(pathOf(names[0]!), wrong)
      await expect(store.get(names[0]!)).rejects.toThrow()
    }
    cpSync(pathOf(names[1]!), pathOf(names[0]!))
    await expect(store.get(names[0]!)).rejects.toThrow('not as it was put')
  })

  it('lists what a stop in the midst of writing left behind, so that it can be swept, and never takes it for an object', async () => {
    const where = folder()
    const store = under(where, older)
    const name = await store.put(Buffer.from('whole'))
    expect(paths(where)).toHaveLength(1)
    const draft = `${name}.1f2e3d4c`
    writeFileSync(join(where, name.slice(0, 2), draft), 'half')
    expect((await everything(store)).map((one) => one.name).sort()).toEqual([name, draft])
    await expect(store.get(draft)).rejects.toThrow('no name')
    expect(await under(where, newer, older).rewrap()).toBe(1)
    await store.remove(draft)
    expect(paths(where)).toHaveLength(1)
  })
})

describe('another master key', () => {
  it('takes over by wrapping every key anew, and the older one is not needed after that', async () => {
    const where = folder()
    const before = under(where, older)
    const names = await Promise.all(['one', 'two', 'three'].map((text) => before.put(Buffer.from(text))))
    await expect(under(where, newer).get(names[0]!)).rejects.toThrow('master key')
    const during = under(where, newer, older)
    expect(Buffer.from(await during.get(names[0]!)).toString()).toBe('one')
    const young = await during.put(Buffer.from('four'))
    expect(await during.rewrap()).toBe(3)
    expect(await during.rewrap()).toBe(0)
    const after = under(where, newer)
    const texts = await Promise.all([...names, young].map(async (name) => Buffer.from(await after.get(name)).toString()))
    expect(texts).toEqual(['one', 'two', 'three', 'four'])
    await expect(before.get(names[0]!)).rejects.toThrow('master key')
  })

  it('keeps when each object came, so that what nobody holds is still swept in time', async () => {
    const where = folder()
    await under(where, older).put(Buffer.from('old'))
    const later = createDiskFiles({ folder: where, keys: [newer, older], clock: { now: () => new Date('2027-01-01T00:00:00Z') } })
    await later.rewrap()
    expect((await everything(later))[0]!.at).toEqual(clock.now())
  })

  it('has 32 bytes', () => {
    expect(() => under(folder(), randomBytes(16))).toThrow('32 bytes')
  })
})
