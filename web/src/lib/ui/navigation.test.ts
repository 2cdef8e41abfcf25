/** Every place of the navigation is a page. */
import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { NAVIGATION, PUBLIC_PLACES } from './navigation.ts'

const PAGES = new Set(
  readdirSync(new URL('../../routes', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('+page.svelte'))
    .map((name) => `/${name.replace(/\(\w+\)\//g, '').replace(/\/?\+page\.svelte$/, '')}`),
)
const PLACES = [
  ...Object.entries(NAVIGATION).flatMap(([kind, groups]) => groups.flatMap(({ places }) => places.map(({ href }) => [kind, href]))),
  ...PUBLIC_PLACES.map(({ href }) => ['visitor', href]),
]

it.each(PLACES)('leads a %s to %s', (_kind, href) => {
  expect(PAGES).toContain(href)
})
