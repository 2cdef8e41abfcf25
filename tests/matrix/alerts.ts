/** Who reads news, keeps searches and sees matching runs: each member his own; links out of mails and feeds open by themselves (trust reference 4). */
import type { Ask, Rows } from '../support/matrix.ts'
import { kindOf, type Principal, type Stage } from '../support/principals.ts'
import { feedToken, muteTokenOf, type SearchRef, savedSearch } from '../support/searches.ts'
import type { Person } from '../support/world.ts'
import { publishedSmes } from './matching.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const nobody = '. . . . . . . . . .'
const smes = '? x + + x x x x x x'
const members = '? x + + + + + + + x'
const watchers = '? x x x x x x + + +'

const KIND_OF = { sme: 'open-needs', 'lead-firm': 'suppliers', agency: 'suppliers' } as const

/** The caller's own search, or that of the same kind of firm next door; who may keep none is shown a lead firm's. */
async function searchOf(stage: Stage, whose: string, principal: Principal, who: Person): Promise<SearchRef> {
  const kind = kindOf(principal, 'lead-firm')
  const tenant = whose === 'other' ? stage.other[kind] : stage.own[kind]
  return savedSearch(whose === 'other' || !who.organizationId ? tenant : who, KIND_OF[kind])
}
const ofSearch =
  (body?: unknown): Ask =>
  async (...asked) => {
    const { id, version } = await searchOf(...asked)
    return { params: { searchId: id }, headers: { 'if-match': `"${version}"` }, ...(body !== undefined && { body }) }
  }
/** A colleague's search is as hidden as a stranger's. */
const colleagues =
  (body?: unknown): Ask =>
  async (stage, _whose, principal) => {
    const kind = kindOf(principal, 'lead-firm')
    const { id, version } = await savedSearch(stage.own[kind], KIND_OF[kind])
    return { params: { searchId: id }, headers: { 'if-match': `"${version}"` }, ...(body !== undefined && { body }) }
  }
const hidden = '? x . . . . . . . x'
const subject = (body?: unknown) => ({
  may: members,
  foreign: 'hidden' as const,
  personal: true as const,
  ask: ofSearch(body),
  also: { 'a colleague’s': { may: hidden, ask: colleagues(body) } },
})
const feed: Ask = async (stage) => {
  const search = await savedSearch(stage.own.sme, 'open-needs')
  return { params: { searchId: search.id, token: await feedToken(stage.own.sme, search) } }
}
const link: Ask = (stage) => ({ params: { token: muteTokenOf(stage.own.sme) } })

export const alerts: Rows = {
  listAlerts: {
    may: smes,
    ask: async (stage) => {
      await publishedSmes(stage)
      return {}
    },
  },
  countUnread: { may: smes },
  readAlerts: { may: smes, ask: () => ({ body: {} }) },
  getMutes: { may: smes },
  setMutes: { may: smes, ask: () => ({ body: { reasons: ['need-closed'] } }) },
  showMute: { may: everybody, ask: link, also: { 'a forged link': { may: nobody, ask: () => ({ params: { token: 'WyJ4Il0.forged' } }) } } },
  mute: { may: everybody, ask: link },
  listMatchRuns: { may: watchers },
  listSearches: { may: members },
  saveSearch: {
    may: members,
    ask: (_stage, _whose, principal) => ({
      body: { kind: KIND_OF[kindOf(principal, 'lead-firm')], name: 'Kept', query: { text: 'brackets' } },
    }),
  },
  getSearch: subject(),
  changeSearch: subject({ name: 'Another name', mail: true }),
  lookAtSearch: subject(),
  deleteSearch: subject(),
  openFeed: subject(),
  closeFeed: subject(),
  readFeed: {
    may: everybody,
    ask: feed,
    also: {
      'a wrong token': {
        may: nobody,
        ask: async (...asked) => {
          const { params } = await feed(...asked)
          return { params: { ...params!, token: 'x'.repeat(43) } }
        },
      },
    },
  },
}
