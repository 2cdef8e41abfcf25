/** The upper bound of a schedule: the most that could be met if only the number of meetings counted, and not the clock. */
import type { Candidate, Hall } from './schedule-grid.ts'

interface Edge {
  to: number
  room: number
  gain: number
  /** The candidate of this edge, or -1. */
  pair: number
}

/**
 * The heaviest choice of pairs in which no firm has more meetings than it may and can come to, and all of them fit into the places of the
 * hall (slots times tables). Every schedule is such a choice, so none meets more; and where everybody is there all day and nothing is
 * pinned, one meets just as much (König: a bipartite graph of degree n is coloured with n colours). Found exactly, as a flow from lead
 * firms to SMEs that is made heavier path by path; the weight of each further path is never above that of the one before.
 */
export function boundOf(candidates: readonly Candidate[], hall: Hall): { weight: number; chosen: ReadonlySet<number> } {
  const graph = graphOf(candidates, hall)
  let weight = 0
  for (let places = hall.slots * hall.tables; places > 0; places--) {
    const gained = pushOne(graph)
    if (gained <= 0) break
    weight += gained
  }
  const chosen = new Set(graph.edges.flatMap(({ pair, room }, at) => (pair >= 0 && at % 2 === 0 && room === 0 ? [pair] : [])))
  return { weight, chosen }
}

interface Graph {
  edges: Edge[]
  /** The edges that leave each point; an edge and its way back stand beside each other. */
  leaving: number[][]
  source: number
  sink: number
}

function graphOf(candidates: readonly Candidate[], hall: Hall): Graph {
  const leadFirms = [...new Set(candidates.map((one) => one.leadFirm))]
  const smes = [...new Set(candidates.map((one) => one.sme))]
  const source = 0
  const sink = leadFirms.length + smes.length + 1
  const graph: Graph = { edges: [], leaving: Array.from({ length: sink + 1 }, () => []), source, sink }
  const pointOf = new Map([
    ...leadFirms.map((one, at) => [`l${one}`, at + 1] as const),
    ...smes.map((one, at) => [`s${one}`, leadFirms.length + at + 1] as const),
  ])
  const roomOf = (firm: string, pins: number) => Math.max(pins, Math.min(hall.most, hall.slots - awayIn(hall, firm)))
  const pinsOf = (key: 'leadFirm' | 'sme') =>
    Map.groupBy(
      candidates.filter((one) => one.pin),
      (one) => one[key],
    )
  const [leadPins, smePins] = [pinsOf('leadFirm'), pinsOf('sme')]
  for (const firm of leadFirms)
    connect(graph, source, {
      to: pointOf.get(`l${firm}`) as number,
      room: roomOf(firm, leadPins.get(firm)?.length ?? 0),
      gain: 0,
      pair: -1,
    })
  for (const firm of smes)
    connect(graph, pointOf.get(`s${firm}`) as number, { to: sink, room: roomOf(firm, smePins.get(firm)?.length ?? 0), gain: 0, pair: -1 })
  for (const [pair, one] of candidates.entries())
    connect(graph, pointOf.get(`l${one.leadFirm}`) as number, { to: pointOf.get(`s${one.sme}`) as number, room: 1, gain: one.weight, pair })
  return graph
}

function awayIn({ away, slots }: Hall, firm: string): number {
  return [...(away.get(firm) ?? [])].filter((slot) => slot < slots).length
}

function connect(graph: Graph, from: number, edge: Edge): void {
  graph.leaving[from]?.push(graph.edges.length)
  graph.edges.push(edge)
  graph.leaving[edge.to]?.push(graph.edges.length)
  graph.edges.push({ to: from, room: 0, gain: -edge.gain, pair: edge.pair })
}

/** Pushes one more meeting along the heaviest way from the source to the sink; what it gains, or 0 where there is none. */
function pushOne(graph: Graph): number {
  const { edges, source, sink } = graph
  const { best, by } = heaviestWays(graph)
  const gained = best[sink] ?? Number.NEGATIVE_INFINITY
  if (gained <= 0) return 0
  for (let point = sink; point !== source; ) {
    const at = by[point] as number
    const [edge, back] = [edges[at] as Edge, edges[at ^ 1] as Edge]
    edge.room -= 1
    back.room += 1
    point = back.to
  }
  return gained
}

/** Bellman and Ford with a queue: ways back cost what they gained. */
function heaviestWays({ edges, leaving, source }: Graph): { best: number[]; by: number[] } {
  const best = leaving.map(() => Number.NEGATIVE_INFINITY)
  const by = leaving.map(() => -1)
  const waiting = leaving.map(() => false)
  best[source] = 0
  const queue = [source]
  for (let head = 0; head < queue.length; head++) {
    const from = queue[head] as number
    waiting[from] = false
    for (const at of leaving[from] ?? []) {
      const { to, room, gain } = edges[at] as Edge
      const reached = (best[from] as number) + gain
      if (room <= 0 || reached <= (best[to] as number)) continue
      best[to] = reached
      by[to] = at
      if (!waiting[to]) queue.push(to)
      waiting[to] = true
    }
  }
  return { best, by }
}
