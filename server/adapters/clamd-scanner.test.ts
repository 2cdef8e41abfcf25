/** The scanner speaks to a clamd of the tests in its real protocol, and takes no silence for a yes. */
import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { EICAR, type FakeClamd, startClamd } from './clamd.fixtures.ts'
import { createClamdScanner, createNoScanner } from './clamd-scanner.ts'

let clamd: FakeClamd | undefined
afterEach(async () => {
  await clamd?.close()
  clamd = undefined
})
const scannerOf = ({ port }: { port: number }, patience?: number) =>
  createClamdScanner({ host: '127.0.0.1', port, ...(patience && { patience }) })

describe('a scan', () => {
  it('hands over every byte and hears that there is nothing', async () => {
    clamd = await startClamd()
    const bytes = randomBytes(3_000_001)
    expect(await scannerOf(clamd).scan(bytes)).toEqual({ found: 'nothing' })
    expect(clamd.seen[0]!.equals(bytes)).toBe(true)
  })

  it('hears of a virus by its name', async () => {
    clamd = await startClamd()
    const bytes = Buffer.concat([randomBytes(70_000), Buffer.from(EICAR)])
    expect(await scannerOf(clamd).scan(bytes)).toEqual({ found: 'virus', name: 'Eicar-Test-Signature' })
  })

  it('that the scanner refuses has found nothing out', async () => {
    clamd = await startClamd({ limit: 10 })
    await expect(scannerOf(clamd).scan(randomBytes(100))).rejects.toThrow('could not look')
  })

  it('fails where nobody answers, and where nobody is', async () => {
    clamd = await startClamd({ mute: true })
    await expect(scannerOf(clamd, 100).scan(Buffer.from('x'))).rejects.toThrow('silence')
    const { port } = clamd
    await clamd.close()
    clamd = undefined
    await expect(scannerOf({ port }).scan(Buffer.from('x'))).rejects.toThrow('does not answer')
  })

  it('says that nobody has looked where there is no scanner', async () => {
    expect(await createNoScanner().scan(new Uint8Array())).toEqual({ found: 'not-looked' })
  })
})
