/** Where each role can go: beside the work on a desk, under the thumb on a phone. */

import type { GlyphName } from '#lib/ui/glyphs.ts'
import type { WordKey } from '#words/en.ts'

export interface Place {
  href: string
  word: WordKey
  glyph: GlyphName
  /** Which number of the shell's `counts` stands beside it. */
  count?: string
  /** Under the thumb on a phone, with a word short enough for five in a row. */
  thumb?: WordKey
}

export interface PlaceGroup {
  title?: WordKey
  places: readonly Place[]
}

export type ShellKind = 'lead-firm' | 'sme' | 'agency' | 'platform'

export const NAVIGATION: Record<ShellKind, readonly PlaceGroup[]> = {
  'lead-firm': [
    {
      places: [
        { href: '/home', word: 'nav.home', glyph: 'home', thumb: 'nav.home' },
        { href: '/sourcing-needs', word: 'nav.sourcing-needs', glyph: 'list', count: 'needs', thumb: 'nav.short.sourcing-needs' },
        { href: '/linkages', word: 'nav.linkages', glyph: 'link', count: 'linkages', thumb: 'nav.linkages' },
        { href: '/notices', word: 'nav.notices', glyph: 'bell', count: 'notices', thumb: 'nav.notices' },
        { href: '/mandates', word: 'nav.mandates', glyph: 'key' },
        { href: '/meetings', word: 'nav.meetings', glyph: 'event' },
        { href: '/events', word: 'nav.events', glyph: 'board' },
        { href: '/supplier-lists', word: 'nav.supplier-lists', glyph: 'firm' },
        { href: '/times', word: 'nav.times', glyph: 'chart' },
        { href: '/feedback-owed', word: 'nav.feedback', glyph: 'event' },
        { href: '/standards', word: 'nav.standards', glyph: 'doc' },
        { href: '/saved-searches', word: 'nav.saved-searches', glyph: 'save' },
      ],
    },
    {
      title: 'nav.group.organization',
      places: [
        { href: '/account/organization', word: 'nav.team', glyph: 'team' },
        { href: '/account/answer-terms', word: 'terms.title', glyph: 'clock' },
      ],
    },
  ],
  sme: [
    {
      places: [
        { href: '/home', word: 'nav.home', glyph: 'home', thumb: 'nav.home' },
        { href: '/opportunities', word: 'nav.opportunities', glyph: 'list', count: 'opportunities', thumb: 'nav.short.opportunities' },
        { href: '/what-opens-doors', word: 'nav.doors', glyph: 'key' },
        { href: '/linkages', word: 'nav.linkages', glyph: 'link', count: 'linkages', thumb: 'nav.linkages' },
        { href: '/notices', word: 'nav.notices', glyph: 'bell', count: 'notices', thumb: 'nav.notices' },
        { href: '/news', word: 'nav.news', glyph: 'event', count: 'news' },
        { href: '/meetings', word: 'nav.meetings', glyph: 'event' },
        { href: '/events', word: 'nav.events', glyph: 'board' },
        { href: '/profile', word: 'nav.profile', glyph: 'firm', thumb: 'nav.short.profile' },
        { href: '/supplied-to', word: 'nav.supplied-to', glyph: 'board' },
        { href: '/mandates', word: 'nav.mandates', glyph: 'key' },
        { href: '/times', word: 'nav.times', glyph: 'chart' },
        { href: '/saved-searches', word: 'nav.saved-searches', glyph: 'save' },
      ],
    },
    { title: 'nav.group.only-you', places: [{ href: '/account/organization', word: 'nav.team', glyph: 'team' }] },
  ],
  agency: [
    {
      places: [
        { href: '/home', word: 'nav.home', glyph: 'home', thumb: 'nav.home' },
        { href: '/desk', word: 'nav.desk', glyph: 'board', thumb: 'nav.desk' },
        { href: '/linkages', word: 'nav.linkages', glyph: 'link', count: 'linkages' },
        { href: '/mandates', word: 'nav.mandates', glyph: 'key' },
        { href: '/times', word: 'nav.times', glyph: 'chart' },
        { href: '/imports', word: 'nav.imports', glyph: 'doc', count: 'imports' },
        { href: '/suppliers', word: 'nav.smes', glyph: 'firm', count: 'smes', thumb: 'nav.smes' },
        { href: '/claims', word: 'nav.claims', glyph: 'key', count: 'claims', thumb: 'nav.claims' },
        { href: '/notices', word: 'nav.notices', glyph: 'bell', count: 'notices', thumb: 'nav.notices' },
        { href: '/linkage-terms', word: 'nav.terms', glyph: 'clock' },
        { href: '/meetings', word: 'nav.meetings', glyph: 'event' },
        { href: '/events', word: 'nav.events', glyph: 'board' },
        { href: '/usual-costs', word: 'nav.costs', glyph: 'doc' },
        { href: '/saved-searches', word: 'nav.saved-searches', glyph: 'save' },
        { href: '/match-runs', word: 'nav.match-runs', glyph: 'clock' },
        { href: '/exposure', word: 'nav.exposure', glyph: 'chart' },
      ],
    },
    {
      title: 'nav.group.organization',
      places: [
        { href: '/account/organization', word: 'nav.team', glyph: 'team' },
        { href: '/account/answer-terms', word: 'terms.title', glyph: 'clock' },
      ],
    },
  ],
  platform: [
    {
      title: 'nav.group.platform',
      places: [
        { href: '/home', word: 'nav.home', glyph: 'home', thumb: 'nav.home' },
        { href: '/suppliers', word: 'public.directory', glyph: 'firm' },
        { href: '/standards', word: 'nav.standards', glyph: 'doc' },
        { href: '/linkage-terms', word: 'nav.terms', glyph: 'clock' },
        { href: '/usual-costs', word: 'nav.costs', glyph: 'doc' },
        { href: '/exchange-rates', word: 'nav.rates', glyph: 'doc' },
        { href: '/match-runs', word: 'nav.match-runs', glyph: 'clock' },
        { href: '/weights', word: 'nav.weights', glyph: 'board' },
        { href: '/exposure', word: 'nav.exposure', glyph: 'chart' },
      ],
    },
  ],
}

/** What everyone can read. */
export const PUBLIC_PLACES: readonly { href: string; word: WordKey }[] = [
  { href: '/open-needs', word: 'public.needs' },
  { href: '/suppliers', word: 'public.directory' },
  { href: '/standards', word: 'public.standards' },
]

/** The place a page belongs to: its own address or the nearest one above it. */
export function isHere(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`)
}
