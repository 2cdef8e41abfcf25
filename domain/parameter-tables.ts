/** The tables of parameters: what is asked of each process family, with unit, direction and plausible bounds (domain reference 2.4). */
import type { ProcessFamily } from './taxonomy.ts'

export const PARAMETER_TYPES = ['number', 'boolean', 'one-of', 'some-of', 'dimensions'] as const
export type ParameterType = (typeof PARAMETER_TYPES)[number]

export interface ParameterDefinition {
  code: string
  type: ParameterType
  /** The unit its figures are kept in (units.ts); empty for a count and for words. */
  unit: string
  /** `at-least`: the firm's figure is a reach, more is better. `at-most`: it is a limit it can hold, less is better. */
  direction: 'at-least' | 'at-most' | null
  /** Words to choose from. */
  values?: readonly string[]
  /** True when the values run from the least to the most demanding one. */
  ordered?: boolean
  min?: number
  max?: number
  /** How far beyond the limit still counts as near, as a share of it; 0.05 unless a rule says otherwise. */
  near?: number
}

type Bounds = Pick<ParameterDefinition, 'min' | 'max' | 'near'>

/** A figure that reaches further the larger it is: press force, axes, salt-spray hours. */
function reach(code: string, unit: string, max: number, bounds: Bounds = {}): ParameterDefinition {
  return { code, type: 'number', unit, direction: 'at-least', max, ...bounds }
}

/** A figure that serves more the smaller it is: tolerance, smallest lot, response time. */
function limit(code: string, unit: string, max: number, bounds: Bounds = {}): ParameterDefinition {
  return { code, type: 'number', unit, direction: 'at-most', max, ...bounds }
}

function size(code: string, max: number): ParameterDefinition {
  return { code, type: 'dimensions', unit: 'mm', direction: 'at-least', max }
}

function flag(code: string): ParameterDefinition {
  return { code, type: 'boolean', unit: '', direction: null }
}

function some(code: string, ...values: string[]): ParameterDefinition {
  return { code, type: 'some-of', unit: '', direction: null, values }
}

/** One word of an order that runs from the least to the most demanding. */
function grade(code: string, ...values: string[]): ParameterDefinition {
  return { code, type: 'one-of', unit: '', direction: 'at-least', values, ordered: true }
}

/** Precision counts as near up to 1.25 times the limit (domain reference 3.3). */
const PRECISION: Bounds = { near: 0.25 }

const PRESS_FORCE = reach('press-force', 't', 50_000)
const BED_SIZE = size('bed-size', 30_000)

export const GENERAL_PARAMETERS: readonly ParameterDefinition[] = [
  limit('tolerance', 'um', 100_000, PRECISION),
  limit('tolerance-grade', '', 18, { min: 1, ...PRECISION }),
  limit('surface-roughness', 'um', 1000, PRECISION),
  size('part-envelope', 100_000),
  { ...size('part-envelope-min', 100_000), direction: 'at-most' },
  reach('part-mass', 'kg', 1_000_000),
  limit('lot-min', 'pcs', 1_000_000_000),
  reach('lot-max', 'pcs', 1_000_000_000),
  limit('setup-time', 'h', 1000),
  limit('cycle-time', 's', 1_000_000),
  reach('cpk', '', 10),
  flag('cmm'),
  flag('spectrometer'),
  flag('tensile-test'),
  some('special-process', 'cqi-9', 'cqi-11', 'cqi-12', 'cqi-15', 'cqi-17', 'cqi-23', 'cqi-27', 'nadcap'),
]

export const FAMILY_PARAMETERS = {
  stamping: [
    PRESS_FORCE,
    BED_SIZE,
    reach('stroke', 'mm', 5000),
    reach('strokes-per-minute', '/min', 5000),
    reach('sheet-thickness-max', 'mm', 300),
    limit('sheet-thickness-min', 'mm', 300),
    some('die-types', 'single', 'progressive', 'transfer'),
    flag('tool-room'),
  ],
  'injection-moulding': [
    reach('clamp-force', 't', 10_000),
    reach('shot-weight', 'g', 200_000),
    size('tie-bar-distance', 5000),
    some('moulding-techniques', 'two-component', 'insert', 'overmoulding', 'gas-assisted', 'in-mould-labelling'),
    some('resins', 'abs', 'pp', 'pe', 'pa', 'pc', 'pom', 'pbt', 'pet', 'pmma', 'ps', 'pvc', 'peek', 'tpe', 'lsr'),
    grade('clean-room', 'iso-9', 'iso-8', 'iso-7', 'iso-6', 'iso-5'),
    flag('tool-room'),
  ],
  casting: [
    some(
      'casting-methods',
      'high-pressure-die',
      'low-pressure-die',
      'gravity-die',
      'sand',
      'shell',
      'investment',
      'lost-foam',
      'centrifugal',
    ),
    reach('locking-force', 't', 10_000),
    size('mould-box', 20_000),
    some('alloys', 'grey-iron', 'ductile-iron', 'carbon-steel', 'stainless-steel', 'aluminium', 'zinc', 'magnesium', 'copper', 'nickel'),
    reach('shot-mass', 'kg', 1000),
    reach('melt-rate', 't/h', 1000),
    flag('x-ray'),
  ],
  forging: [
    reach('hammer-energy', 'kJ', 5000),
    PRESS_FORCE,
    some('forging-methods', 'open-die', 'closed-die', 'ring-rolling', 'upsetting', 'cold', 'warm'),
    flag('tool-room'),
  ],
  machining: [
    reach('axes', '', 12),
    reach('swing', 'mm', 20_000),
    size('travel', 50_000),
    reach('spindle-speed', '/min', 200_000),
    reach('bar-diameter', 'mm', 1000),
  ],
  'sheet-metal-welding': [
    reach('laser-power', 'kW', 100),
    BED_SIZE,
    reach('bending-force', 't', 10_000),
    reach('bending-length', 'm', 50),
    reach('sheet-thickness-max', 'mm', 300),
    some('welding-methods', 'mig-mag', 'tig', 'mma', 'submerged-arc', 'spot', 'projection', 'laser', 'friction-stir', 'brazing'),
    some('welding-procedures', 'wps', 'wpqr', 'welder-certificates'),
    grade('welding-quality', 'iso-3834-4', 'iso-3834-3', 'iso-3834-2'),
    reach('welding-robots', '', 1000),
  ],
  'surface-heat-treatment': [
    size('bath-size', 50_000),
    some(
      'coating-lines',
      'rack',
      'barrel',
      'reel-to-reel',
      'spray',
      'powder',
      'cataphoresis',
      'anodising',
      'hot-dip',
      'vacuum',
      'salt-bath',
    ),
    reach('coating-thickness', 'um', 10_000),
    reach('salt-spray', 'h', 20_000),
    reach('furnace-temperature', 'Cel', 3000, { min: -273.15 }),
    size('furnace-size', 50_000),
    grade('cqi-status', 'none', 'self-assessed', 'assessed-by-customer'),
  ],
  'electronics-assembly': [
    reach('smt-lines', '', 500),
    reach('placements-per-hour', '/h', 10_000_000),
    grade('smallest-component', 'eia-1206', 'eia-0805', 'eia-0603', 'eia-0402', 'eia-0201', 'eia-01005'),
    some('inspection', 'spi', 'aoi', 'ict', 'flying-probe', 'x-ray', 'functional-test', 'burn-in'),
    grade('ipc-class', 'class-1', 'class-2', 'class-3'),
    some('harness-machines', 'cutting', 'stripping', 'crimping', 'ultrasonic-welding', 'taping', 'electrical-test'),
    grade('harness-class', 'class-1', 'class-2', 'class-3'),
  ],
  'rubber-plastics-extrusion': [
    PRESS_FORCE,
    reach('mixer-volume', 'l', 10_000),
    reach('extruder-diameter', 'mm', 1000),
    some('compounds', 'nr', 'sbr', 'epdm', 'nbr', 'hnbr', 'cr', 'fkm', 'silicone', 'pvc', 'pe', 'pp', 'tpe'),
  ],
  'textiles-garments-footwear-leather': [
    some(
      'textile-steps',
      'spinning',
      'weaving',
      'knitting',
      'dyeing',
      'fabric-printing',
      'finishing',
      'cutting',
      'sewing',
      'embroidery',
      'washing',
      'tanning',
      'lasting',
      'sole-moulding',
    ),
    some(
      'textile-machines',
      'lockstitch',
      'overlock',
      'flatlock',
      'bartack',
      'buttonhole',
      'circular-knitting',
      'flat-knitting',
      'air-jet-loom',
      'rapier-loom',
      'jet-dyeing',
      'automatic-cutter',
      'lasting-machine',
    ),
    reach('machine-count', '', 100_000),
    reach('garment-output', 'pcs/mo', 1_000_000_000),
    reach('fabric-weight-max', 'g/m2', 5000),
    limit('fabric-weight-min', 'g/m2', 5000),
    reach('dyeing-capacity', 'kg/d', 10_000_000),
  ],
  'food-processing': [
    reach('throughput', 't/d', 1_000_000),
    reach('cold-store', 'm3', 10_000_000),
    limit('cold-store-temperature', 'Cel', 30, { min: -90 }),
    some(
      'food-lines',
      'sorting',
      'grain-milling',
      'canning',
      'freezing',
      'drying',
      'pasteurising',
      'uht',
      'aseptic-filling',
      'bottling',
      'baking',
      'packing',
    ),
    some(
      'free-of-allergens',
      'gluten',
      'crustaceans',
      'egg',
      'fish',
      'peanut',
      'soy',
      'milk',
      'nuts',
      'celery',
      'mustard',
      'sesame',
      'sulphites',
      'lupin',
      'molluscs',
    ),
    flag('haccp-plan'),
    reach('shelf-life', 'd', 10_000),
  ],
  'packaging-printing': [
    reach('corrugator-width', 'mm', 10_000),
    reach('press-width', 'mm', 10_000),
    reach('colours', '', 20),
    reach('box-compression', 'N', 100_000),
    some('printing-methods', 'offset', 'flexo', 'gravure', 'digital', 'screen', 'pad'),
  ],
  services: [
    limit('response-time', 'h', 10_000),
    reach('fleet-vehicles', '', 100_000),
    reach('fleet-payload', 't', 1000),
    some('calibration-scope', 'length', 'mass', 'force', 'torque', 'pressure', 'temperature', 'humidity', 'flow', 'electrical', 'time'),
    flag('round-the-clock'),
  ],
} satisfies Record<ProcessFamily, readonly ParameterDefinition[]>
