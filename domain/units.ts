/** Units as lead firms and SMEs write them, and what they are worth in each other (UCUM-like codes; exact by definition where one exists). */

/**
 * A month of production has 26 working days and a week six, so that a year of twelve months has 312 days.
 * Stated wherever a daily figure is read as a monthly one.
 */
export const WORKING_DAYS_PER_MONTH = 26
const WORKING_DAYS_PER_WEEK = 6

/** Days in a mean calendar month, for lead times and ages; never for output. */
export const DAYS_PER_MONTH = 365.25 / 12

/** How many of the dimension's base one unit is worth; a temperature has a zero of its own. */
type Worth = number | { worth: number; zero: number }

/**
 * Converts a figure; null when the two units do not measure the same thing.
 *
 * `t` is a mass beside kg and a press force beside kN: the partner decides, as on a press's plate.
 * @example convert(10, '[in_i]', 'mm') = 254; convert(2000, 'kN', 't') = 203.94; convert(1200, 'pcs/a', 'pcs/mo') = 100
 */
export function convert(value: number, from: string, to: string): number | null {
  if (from === to) return value
  const units = MEASURED_BY.get(from)?.find((dimension) => to in dimension)
  const source = units?.[from]
  const target = units?.[to]
  return source === undefined || target === undefined ? null : fromBase(toBase(value, source), target)
}

/** True where `convert` would answer: `isUnitOf('kN', 't')`. */
export function isUnitOf(unit: string, canonical: string): boolean {
  return unit === canonical || unitsFor(canonical).includes(unit)
}

/** The units a form offers for a figure kept in the canonical unit, the canonical one first. */
export function unitsFor(canonical: string): string[] {
  const found = new Set([canonical])
  for (const units of Object.values(DIMENSIONS)) if (canonical in units) for (const unit of Object.keys(units)) found.add(unit)
  return [...found]
}

/** Every unit code that words must name. */
export function allUnits(): string[] {
  return [...new Set(Object.values(DIMENSIONS).flatMap((units) => Object.keys(units)))].sort()
}

/** A counted quantity without a rate is one per calendar month: `pcs` reads as `pcs/mo`. */
export function rateUnit(unit: string): string {
  return unit === '' ? 'pcs/mo' : unit in QUANTITY_RATES ? `${unit}/mo` : unit
}

function toBase(value: number, unit: Worth): number {
  return typeof unit === 'number' ? value * unit : (value - unit.zero) * unit.worth
}

function fromBase(base: number, unit: Worth): number {
  return typeof unit === 'number' ? base / unit : base / unit.worth + unit.zero
}

/** Output of a quantity per day, week, month and year, in the month as base. */
function rates(unit: string, worth: number): Record<string, number> {
  return {
    [`${unit}/mo`]: worth,
    [`${unit}/a`]: worth / 12,
    [`${unit}/wk`]: (worth * WORKING_DAYS_PER_MONTH) / WORKING_DAYS_PER_WEEK,
    [`${unit}/d`]: worth * WORKING_DAYS_PER_MONTH,
  }
}

/** Quantities an output is counted in, with the factor to the base of their kind. */
const QUANTITY_RATES: Record<string, true> = { pcs: true, kg: true, t: true, m: true, m2: true, l: true, h: true }

const POUND = 0.453_592_37
const INCH = 25.4
const GRAVITY = 9.806_65

const DIMENSIONS: Record<string, Record<string, Worth>> = {
  length: { mm: 1, um: 0.001, cm: 10, m: 1000, '[mil_i]': INCH / 1000, '[in_i]': INCH, '[ft_i]': INCH * 12 },
  area: { m2: 1, cm2: 0.0001, '[sft_i]': 0.092_903_04 },
  volume: { l: 1, ml: 0.001, m3: 1000, '[gal_us]': 3.785_411_784, '[cft_i]': 28.316_846_592 },
  mass: { kg: 1, g: 0.001, t: 1000, '[lb_av]': POUND, '[oz_av]': POUND / 16 },
  force: {
    kN: 1,
    N: 0.001,
    MN: 1000,
    t: GRAVITY,
    kgf: GRAVITY / 1000,
    '[lbf_av]': (POUND * GRAVITY) / 1000,
    '[tonf_us]': POUND * GRAVITY * 2,
  },
  energy: { kJ: 1, J: 0.001, 'kg.m': GRAVITY / 1000, '[ft_i].[lbf_av]': (POUND * GRAVITY * INCH * 12) / 1_000_000 },
  power: { kW: 1, W: 0.001, '[HP]': 0.745_699_871_582_270_2 },
  temperature: { Cel: { worth: 1, zero: 0 }, K: { worth: 1, zero: 273.15 }, '[degF]': { worth: 5 / 9, zero: 32 } },
  /** Calendar time; a month is a mean one. */
  time: { h: 1, s: 1 / 3600, min: 1 / 60, d: 24, wk: 168, mo: DAYS_PER_MONTH * 24, a: 365.25 * 24 },
  frequency: { '/min': 1, '/s': 60, '/h': 1 / 60 },
  'mass-per-area': { 'g/m2': 1, '[oz_av]/[yd_i]2': 33.905_747_5 },
  'mass-per-hour': { 'kg/h': 1, 't/h': 1000, '[lb_av]/h': POUND },
  share: { '%': 1, '1': 100 },
  count: { pcs: 1, 'k.pcs': 1000 },
  'pieces-per-month': rates('pcs', 1),
  'mass-per-month': { ...rates('kg', 1), ...rates('t', 1000), '[lb_av]/mo': POUND },
  'length-per-month': rates('m', 1),
  'area-per-month': rates('m2', 1),
  'volume-per-month': { ...rates('l', 1), ...rates('m3', 1000) },
  'hours-per-month': rates('h', 1),
}

/** The dimensions a unit belongs to: one, or for the tonne two. */
const MEASURED_BY = new Map(allUnits().map((unit) => [unit, Object.values(DIMENSIONS).filter((units) => unit in units)]))
