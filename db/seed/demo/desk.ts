/** What the demonstration's agency does at its desk: whose mandates it has, and how the linkages that it brokers go on. */
import type { DeskWalk } from './shape.ts'

/** The officer of this agency has a desk to look at. */
export const DESK_AGENCY = 'bhima'

/** Lead firms that have given it a mandate for everything. */
export const DESK_MANDATES = ['aldervane', 'marrowdene'] as const

/** So many days ago the needs were published and these SMEs were asked, who have not said a word since. */
export const SILENT_DAYS = 10
export const SILENT: readonly DeskWalk[] = [{ need: 'brackets', supplier: 'dehuvani', steps: [{ by: 'agency', step: 'offer' }] }]

/** On top of what the firms did by themselves. */
export const DESK_WALKS: readonly DeskWalk[] = [
  {
    need: 'recliner',
    supplier: 'tamhini',
    steps: [
      { by: 'agency', step: 'introduce' },
      { by: 'lead-firm', step: 'sign-nda' },
      { by: 'agency', step: 'visit', note: 'The line was seen running.' },
      { by: 'lead-firm', step: 'ask-quote' },
      { by: 'sme', step: 'quote' },
      { by: 'lead-firm', step: 'start-trial' },
      { by: 'lead-firm', step: 'approve' },
      { by: 'lead-firm', step: 'record-contract', note: 'First order of a pilot lot.' },
    ],
  },
  {
    need: 'trim',
    supplier: 'varandhal',
    steps: [
      { by: 'agency', step: 'introduce' },
      { by: 'lead-firm', step: 'ask-quote' },
      { by: 'sme', step: 'quote' },
    ],
  },
  {
    need: 'sauces',
    supplier: 'bhorvan',
    steps: [
      { by: 'agency', step: 'introduce' },
      { by: 'lead-firm', step: 'ask-quote' },
      { by: 'sme', step: 'quote' },
      { by: 'lead-firm', step: 'start-trial' },
    ],
  },
  {
    need: 'spices',
    supplier: 'bhorvan',
    steps: [
      { by: 'agency', step: 'introduce' },
      { by: 'agency', step: 'meet', note: 'Both sides liked the sample packs.' },
    ],
  },
  {
    need: 't-shirts',
    supplier: 'ghodnadi',
    steps: [
      { by: 'agency', step: 'introduce' },
      { by: 'lead-firm', step: 'ask-quote' },
    ],
  },
  { need: 'baby', supplier: 'corumbel', steps: [{ by: 'agency', step: 'introduce' }] },
  { need: 'brackets', supplier: 'harishgad', steps: [{ by: 'agency', step: 'shortlist', note: 'New robot cell.' }] },
  { need: 'trim', supplier: 'indragaon', steps: [{ by: 'agency', step: 'shortlist' }] },
  { need: 'sauces', supplier: 'indragaon', steps: [{ by: 'agency', step: 'offer' }] },
]
