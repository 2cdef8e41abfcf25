/** The grid of an event's slots while it is filled: who sits where, who is free, and what stands in a pair's way. */

/** One lead firm and one SME who could meet, and how much it is wished; a pair stands in the list once. */
export interface Candidate {
  id: string
  leadFirm: string
  sme: string
  /** A whole number above zero. */
  weight: number
  /** Where the officer has put it; it stays there. */
  pin: { slot: number; table: number } | null
}

export interface Hall {
  slots: number
  tables: number
  /** Meetings that one firm may have. */
  most: number
  /** Slots in which a firm cannot come. */
  away: ReadonlyMap<string, ReadonlySet<number>>
}

export interface Placed {
  id: string
  slot: number
  table: number
}

/** Pairs and slots by their number; tables are given at the end, for within a slot they are alike. */
export interface Grid {
  all: readonly number[]
  slots: readonly number[]
  slotOf(pair: number): number | null
  /** True where both firms may have one more meeting. */
  hasRoom(pair: number): boolean
  /** True where both firms are there and free, and a table is. */
  isFree(pair: number, slot: number): boolean
  /** True where both firms are there and free, and no table is. */
  lacksOnlyTable(pair: number, slot: number): boolean
  pairsIn(slot: number): readonly number[]
  put(pair: number, slot: number): void
  take(pair: number): void
  /** The pairs to take away so that this one could sit here, or null where that cannot be. */
  inTheWay(pair: number, slot: number): number[] | null
  met(): number
  /** All pairs of a firm, heaviest first. */
  pairsOf(firm: number): readonly number[]
  isPinned(pair: number): boolean
  /** Where the moves stand, so that those after it can be taken back. */
  mark(): number
  undo(mark: number): void
  withTables(): Placed[]
  /** Who a firm of this pair sits with in a slot, and whether a pair may be moved to a slot. */
  sitting(firm: number, slot: number): number | null
  firmsOf(pair: number): readonly [leadFirm: number, sme: number]
  mayMove(pair: number, slot: number): boolean
  /** Tables that are left in a slot. */
  left(slot: number): number
}

interface Sheet {
  candidates: readonly Candidate[]
  hall: Hall
  /** The two firms of each pair, by number. */
  pairs: (readonly [number, number])[]
  pairsOf: number[][]
  away: ReadonlySet<number>[]
  seats: (number | null)[][]
  counts: number[]
  inSlot: Set<number>[]
  slotOf: (number | null)[]
  pinned: boolean[]
  journal: { pair: number; slot: number; isPut: boolean }[]
  met: number
}

export function createGrid(candidates: readonly Candidate[], hall: Hall): Grid {
  const sheet = sheetOf(candidates, hall)
  const grid = gridOf(sheet)
  for (const [pair, { pin }] of candidates.entries()) {
    const isOpen = pin !== null && grid.left(pin.slot) > 0 && grid.firmsOf(pair).every((firm) => grid.sitting(firm, pin.slot) === null)
    if (!pin || !isOpen) continue
    grid.put(pair, pin.slot)
    sheet.pinned[pair] = true
  }
  return grid
}

function sheetOf(candidates: readonly Candidate[], hall: Hall): Sheet {
  const firms = [...new Set(candidates.flatMap((one) => [`l${one.leadFirm}`, `s${one.sme}`]))]
  const numberOf = new Map(firms.map((firm, at) => [firm, at]))
  const pairs = candidates.map((one) => [numberOf.get(`l${one.leadFirm}`) as number, numberOf.get(`s${one.sme}`) as number] as const)
  const pairsOf = firms.map((): number[] => [])
  for (const [pair, both] of pairs.entries()) for (const firm of both) pairsOf[firm]?.push(pair)
  return {
    candidates,
    hall,
    pairs,
    pairsOf,
    away: firms.map((firm) => hall.away.get(firm.slice(1)) ?? new Set<number>()),
    seats: firms.map(() => Array.from({ length: hall.slots }, () => null)),
    counts: firms.map(() => 0),
    inSlot: Array.from({ length: hall.slots }, () => new Set<number>()),
    slotOf: candidates.map(() => null),
    pinned: candidates.map(() => false),
    journal: [],
    met: 0,
  }
}

function gridOf(sheet: Sheet): Grid {
  const { candidates, hall, pairs, pairsOf, away, seats, counts, inSlot, slotOf, pinned, journal } = sheet
  const there = (pair: number, slot: number) => pairs[pair]?.every((firm) => !away[firm]?.has(slot)) === true
  const isOpen = (pair: number, slot: number) => there(pair, slot) && grid.firmsOf(pair).every((firm) => grid.sitting(firm, slot) === null)
  const grid: Grid = {
    all: [...candidates.keys()],
    slots: Array.from({ length: hall.slots }, (_, slot) => slot),
    slotOf: (pair) => slotOf[pair] ?? null,
    firmsOf: (pair) => pairs[pair] as readonly [number, number],
    pairsOf: (firm) => pairsOf[firm] ?? [],
    sitting: (firm, slot) => seats[firm]?.[slot] ?? null,
    left: (slot) => hall.tables - (inSlot[slot]?.size ?? 0),
    hasRoom: (pair) => grid.firmsOf(pair).every((firm) => (counts[firm] ?? 0) < hall.most),
    isPinned: (pair) => pinned[pair] === true,
    mayMove: (pair, slot) => !pinned[pair] && there(pair, slot),
    isFree: (pair, slot) => grid.left(slot) > 0 && isOpen(pair, slot),
    lacksOnlyTable: (pair, slot) => grid.left(slot) <= 0 && isOpen(pair, slot),
    pairsIn: (slot) => [...(inSlot[slot] ?? [])],
    put: (pair, slot) => note(sheet, { pair, slot, isPut: true }),
    take: (pair) => note(sheet, { pair, slot: slotOf[pair] as number, isPut: false }),
    mark: () => journal.length,
    undo(mark) {
      while (journal.length > mark) {
        const last = journal.at(-1) as Sheet['journal'][number]
        note(sheet, { ...last, isPut: !last.isPut })
        journal.splice(-2)
      }
    },
    inTheWay: (pair, slot) => (there(pair, slot) ? blockersOf(sheet, grid, { pair, slot }) : null),
    met: () => sheet.met,
    withTables: () => tablesFor(candidates, sheet),
  }
  return grid
}

function note(sheet: Sheet, move: Sheet['journal'][number]): void {
  const { pair, slot, isPut } = move
  const by = isPut ? 1 : -1
  const [leadFirm, sme] = sheet.pairs[pair] as readonly [number, number]
  for (const firm of [leadFirm, sme]) {
    ;(sheet.seats[firm] as (number | null)[])[slot] = isPut ? pair : null
    sheet.counts[firm] = (sheet.counts[firm] as number) + by
  }
  sheet.slotOf[pair] = isPut ? slot : null
  const here = sheet.inSlot[slot] as Set<number>
  if (isPut) here.add(pair)
  else here.delete(pair)
  sheet.met += by * (sheet.candidates[pair] as Candidate).weight
  sheet.journal.push(move)
}

/** Who sits with either firm then; the lightest of a firm that has its fill; the lightest of the slot where no table is left. */
function blockersOf(
  { hall, counts, seats, inSlot, slotOf, pinned, candidates }: Sheet,
  grid: Grid,
  { pair, slot }: { pair: number; slot: number },
) {
  const found = new Set(grid.firmsOf(pair).flatMap((firm) => grid.sitting(firm, slot) ?? []))
  const wants: Iterable<number>[] = grid.firmsOf(pair).flatMap((firm) => {
    const gone = [...found].filter((one) => grid.firmsOf(one).includes(firm)).length
    return (counts[firm] ?? 0) - gone >= hall.most ? [seats[firm]?.flatMap((one) => one ?? []) ?? []] : []
  })
  if (grid.left(slot) <= 0 && ![...found].some((one) => slotOf[one] === slot)) wants.push(inSlot[slot] ?? [])
  const weightOf = (one: number) => candidates[one]?.weight ?? 0
  for (const among of wants) {
    const loose = [...among].filter((one) => !found.has(one) && !pinned[one])
    if (loose.length === 0) return null
    found.add(loose.reduce((light, one) => (weightOf(one) < weightOf(light) ? one : light)))
  }
  return [...found].some((one) => pinned[one]) ? null : [...found]
}

/**
 * The moves between two slots after which both firms of a pair are free in `mine`: the SME's meeting there goes to `theirs`, where it may
 * push another one back, and so on (a Kempe chain). Null where somebody is pinned, away, or a table is missing.
 */
export function chainFor(
  grid: Grid,
  pair: number,
  { mine, theirs }: { mine: number; theirs: number },
): { pair: number; slot: number }[] | null {
  const [leadFirm, sme] = grid.firmsOf(pair)
  if (grid.sitting(leadFirm, mine) !== null || grid.sitting(sme, theirs) !== null || !grid.mayMove(pair, mine)) return null
  const moves: { pair: number; slot: number }[] = []
  let firm = sme
  let from = mine
  let next = grid.sitting(firm, from)
  while (next !== null) {
    const to = from === mine ? theirs : mine
    if (!grid.mayMove(next, to)) return null
    moves.push({ pair: next, slot: to })
    const [one, other] = grid.firmsOf(next)
    firm = one === firm ? other : one
    from = to
    next = grid.sitting(firm, from)
  }
  const change = moves.filter((one) => one.slot === mine).length - moves.filter((one) => one.slot === theirs).length
  return change + 1 <= grid.left(mine) && -change <= grid.left(theirs) ? moves : null
}

/** Lead firms keep the table at which they sat first where they can; SMEs go round. Pins stay where they were put. */
function tablesFor(candidates: readonly Candidate[], { hall, slotOf, pinned }: Sheet): Placed[] {
  const home = new Map<string, number>()
  const placed: Placed[] = []
  for (let slot = 0; slot < hall.slots; slot++) {
    const here = candidates.flatMap((one, at) => (slotOf[at] === slot ? [{ one, isPinned: pinned[at] === true }] : []))
    const taken = new Set(here.flatMap(({ one, isPinned }) => (isPinned && one.pin ? [one.pin.table] : [])))
    for (const { one, isPinned } of here) {
      const table = isPinned && one.pin ? one.pin.table : freeTable(home.get(one.leadFirm), taken, hall.tables)
      taken.add(table)
      if (!home.has(one.leadFirm)) home.set(one.leadFirm, table)
      placed.push({ id: one.id, slot, table })
    }
  }
  return placed
}

function freeTable(wish: number | undefined, taken: ReadonlySet<number>, tables: number): number {
  if (wish !== undefined && !taken.has(wish)) return wish
  return Array.from({ length: tables }, (_, table) => table).find((table) => !taken.has(table)) ?? 0
}
