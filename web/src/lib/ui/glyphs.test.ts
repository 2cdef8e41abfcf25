/** The drawn glyphs and their names are one list. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { GLYPHS } from './glyphs.ts'

it('draws every glyph that has a name, and names every glyph it draws', () => {
  const drawn = readFileSync(new URL('./Sprite.svelte', import.meta.url), 'utf8').matchAll(/<symbol id="g-([\w-]+)"/g)
  expect([...drawn].map(([, name]) => name).sort()).toEqual([...GLYPHS].sort())
})
