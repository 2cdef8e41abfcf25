/** How fast an officer's desk answers over HTTP with 10,000 linkages in it: board, list, queue and times, a hundred times each. */
import { loadavg } from 'node:os'
import pg from 'pg'
import { percentiles } from './figures.ts'
import { openGround, post, serve } from './served.ts'

const LINKAGES = 10_000
const TIMES = 100
/** Milliseconds that board and desk may take (p95). */
const TARGET = 150

const ASKED: readonly [name: string, path: string][] = [
  ['board', '/desk/board'],
  ['board, one country', '/desk/board?country=MX'],
  ['list', '/desk/linkages?limit=25'],
  ['list, overdue', '/desk/linkages?limit=25&overdue=true'],
  ['queue', '/desk/queue?limit=25'],
  ['workload', '/desk/workload'],
  ['choices', '/desk/choices'],
  ['times', '/times'],
]

const LINKAGES_SQL = (at: string) => `
  with needs as (select id, organization_id, row_number() over (order by id) as n from sourcing_needs),
  smes as (select id, row_number() over (order by id) as n from organizations where kind = 'sme'),
  stages as (select array['broker-shortlisted', 'offered-to-sme', 'sme-interested', 'lead-firm-accepted', 'introduced', 'nda', 'meeting',
    'site-visit', 'rfq', 'quoted', 'sample-trial', 'approved', 'contracted', 'on-hold', 'lost', 'sme-declined'] as list,
    array['agency', 'sme', 'lead-firm', 'agency', 'lead-firm', 'lead-firm', 'lead-firm',
    'lead-firm', 'sme', 'lead-firm', 'lead-firm', 'lead-firm', null, 'agency', null, null] as turns)
  insert into linkages (need_id, lead_firm_id, sme_id, stage, reason, need_version, turn, due_on, due_at, released_at, created_at, updated_at)
  select needs.id, needs.organization_id, smes.id, list[1 + i % 16], case when i % 16 > 13 then 'price' end, 1, turns[1 + i % 16],
    case when turns[1 + i % 16] is not null then date '2026-11-10' + i % 40 end,
    case when turns[1 + i % 16] is not null then timestamptz '2026-11-10T23:59:59Z' + (i % 40) * interval '1 day' end,
    '${at}', timestamptz '${at}' - (i % 200) * interval '1 day', '${at}'
  from needs cross join generate_series(0, 24) k cross join stages
  cross join lateral (select (needs.n * 25 + k)::int as i) step
  join smes on smes.n = 1 + (needs.n * 25 + k) % 2000`

const ENTRIES_SQL = `
  insert into linkage_entries (linkage_id, stage_before, stage, reason, by_party, at)
  select id, null, 'offered-to-sme', null, 'agency', created_at from linkages
  union all
  select id, 'offered-to-sme', 'sme-interested', null, 'sme', created_at + interval '3 days' from linkages
  union all
  select id, 'sme-interested', 'lead-firm-accepted', null, 'lead-firm', created_at + interval '9 days' from linkages
  union all
  select id, 'lead-firm-accepted', stage, reason, coalesce(turn, 'sme'), created_at + interval '20 days' from linkages`

const SNAPSHOTS_SQL = (at: string) => `
  with profiles as (select id, row_number() over (order by id) as n from capability_profiles)
  insert into proposal_snapshots (need_id, need_version, at, items)
  select need.id, 1, '${at}', (
    select jsonb_agg(jsonb_build_object('profileId', profiles.id, 'band', (array['ready', 'developable', 'incomplete'])[1 + profiles.n % 3],
      'score', 100 - profiles.n % 97, 'months', profiles.n % 12, 'verdicts', jsonb_build_array(jsonb_build_array(need.id, 'met'), jsonb_build_array(need.id, 'near'))))
    from profiles where profiles.n between (need.n * 37) % 1900 and (need.n * 37) % 1900 + 49)
  from (select id, row_number() over (order by id) as n from sourcing_needs) need`

const ground = await openGround()
try {
  const served = await serve(ground)
  const officer = await officerCookie(served.baseUrl)
  const load = loadavg()[0]?.toFixed(1)
  await fill(ground.url('owner'), officer.agencyId)
  console.info(`${LINKAGES} linkages, ${TIMES} questions each over HTTP, load ${load}\n`)
  console.info('| asked | p50 ms | p95 ms | holds |\n|---|---|---|---|')
  for (const [name, path] of ASKED) {
    const { p50, p95 } = percentiles(await timesOf(`${served.baseUrl}/api/v1${path}`, officer.cookie))
    console.info(`| ${name} | ${p50} | ${p95} | ${p95 <= TARGET ? 'yes' : 'no'} |`)
  }
  await served.stop()
} finally {
  await ground.clear()
}

async function timesOf(url: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  for (let turn = -5; turn < TIMES; turn++) {
    const begun = performance.now()
    const answer = await fetch(url, { headers: { cookie } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${url}: ${text}`)
    // The first five warm what any server has warm.
    if (turn >= 0) times.push(performance.now() - begun)
  }
  return times
}

async function officerCookie(baseUrl: string): Promise<{ cookie: string; agencyId: string }> {
  const account = await post(baseUrl, '/sign-up', { name: 'Officer', email: 'officer@example.org', password: 'three plain words 42' })
  const made = await post(baseUrl, '/organizations', { kind: 'agency', name: 'Bhima Linkage Agency', country: 'IN' }, account.cookie)
  const acting = await post(baseUrl, '/account/acting-organization', { organizationId: made.body.id }, account.cookie)
  return { cookie: acting.cookie, agencyId: String(made.body.id) }
}

/** Forty lead firms with mandates, ten needs each, 2,000 SMEs, 25 linkages a need with their logs, fifty kept proposals a need. */
async function fill(url: string, agencyId: string): Promise<void> {
  const owner = new pg.Client(url)
  await owner.connect()
  await rows(owner, agencyId).finally(() => owner.end())
}

async function rows(owner: pg.Client, agencyId: string): Promise<void> {
  const at = '2026-11-01T09:00:00Z'
  const organization = (kind: string, count: number) => `
    insert into organizations (kind, name, name_key, country, created_at, updated_at)
    select '${kind}', '${kind} ' || n, '${kind} ' || n, (array['IN', 'MX', 'BR', 'FR'])[1 + n % 4], '${at}', '${at}' from generate_series(1, ${count}) n`
  await owner.query(organization('lead-firm', 40))
  await owner.query(organization('sme', 2_000))
  await owner.query(`insert into capability_profiles (organization_id, state, source, level, stated_on, created_at, updated_at)
    select id, 'published', 'self', 'self-declared', '2026-11-01', '${at}', '${at}' from organizations where kind = 'sme'`)
  await owner.query(
    `insert into mandates (agency_id, giver_id, state, starts_at, ends_at, given_at, created_at, updated_at)
    select $1, id, 'given', '2026-01-01', '2027-12-31', '${at}', '${at}', '${at}' from organizations where kind = 'lead-firm'`,
    [agencyId],
  )
  await owner.query(`insert into sourcing_needs (organization_id, title, state, published_at, answer_by, created_at, updated_at)
    select id, 'Need ' || n || ' of ' || name, 'open', '${at}', '2028-01-01', '${at}', '${at}' from organizations, generate_series(1, 10) n where kind = 'lead-firm'`)
  await owner.query(LINKAGES_SQL(at))
  await owner.query(ENTRIES_SQL)
  await owner.query(SNAPSHOTS_SQL(at))
  await owner.query('analyze')
}
