/** How the process ends: in which order, within which time, and whatever it was doing. */
import { afterEach, expect, test, vi } from 'vitest'
import { createStopping } from './stopping.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function exitCode() {
  const { promise, resolve } = Promise.withResolvers<number>()
  return { promise, exit: resolve }
}

test('what was started last is ended first', async () => {
  const { promise, exit } = exitCode()
  const ended: string[] = []
  const stopping = createStopping(async () => {}, exit)
  for (const part of ['folder', 'database', 'server']) stopping.add(() => void ended.push(part))
  stopping.stop(0)
  stopping.stop(1)
  expect(await promise).toBe(0)
  expect(ended).toEqual(['server', 'database', 'folder'])
})

test('a part that fails to end does not keep the others from it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { promise, exit } = exitCode()
  const ended: string[] = []
  const stopping = createStopping(async () => {}, exit)
  stopping.add(() => void ended.push('database'))
  stopping.add(() => Promise.reject(new Error('stuck')))
  stopping.stop(0)
  await promise
  expect(ended).toEqual(['database'])
})

test('a part that hangs is left behind after its time, and the process ends within ten seconds', async () => {
  vi.useFakeTimers()
  const { promise, exit } = exitCode()
  const ended: string[] = []
  const stopping = createStopping(async () => {}, exit)
  stopping.add(() => void ended.push('database'))
  for (let parts = 0; parts < 6; parts++) stopping.add(() => new Promise(() => {}), 2_500)
  stopping.stop(0)
  await vi.advanceTimersByTimeAsync(9_900)
  expect(await promise).toBe(0)
})

test('a start under way goes no further, and what it had just started is ended too', async () => {
  const { promise, exit } = exitCode()
  const ended: string[] = []
  const { promise: ready, resolve: nowReady } = Promise.withResolvers<void>()
  const start = async () => {
    await ready
    stopping.add(() => void ended.push('database'))
    ended.push('served')
  }
  let started: Promise<void> = Promise.resolve()
  const stopping = createStopping(() => started, exit)
  started = start()
  stopping.stop(0)
  nowReady()
  expect(await promise).toBe(0)
  expect(ended).toEqual(['database'])
})
