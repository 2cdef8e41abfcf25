/** Materials by family: a grade or a narrower material belongs to a wider one, and through it to its relatives (domain reference 3.3). */

/** The materials a form offers, each with the wider one it belongs to; null for a root. Other words may be written and stand alone. */
export const MATERIALS: Readonly<Record<string, string | null>> = {
  steel: null,
  'carbon-steel': 'steel',
  'alloy-steel': 'steel',
  'stainless-steel': 'steel',
  'tool-steel': 'steel',
  'spring-steel': 'steel',
  'high-strength-steel': 'steel',
  'galvanised-steel': 'steel',
  'cast-iron': null,
  'grey-iron': 'cast-iron',
  'ductile-iron': 'cast-iron',
  aluminium: null,
  'wrought-aluminium': 'aluminium',
  'cast-aluminium': 'aluminium',
  copper: null,
  brass: 'copper',
  bronze: 'copper',
  zinc: null,
  magnesium: null,
  titanium: null,
  nickel: null,
  'nickel-alloy': 'nickel',
  plastics: null,
  abs: 'plastics',
  pp: 'plastics',
  pe: 'plastics',
  pa: 'plastics',
  pc: 'plastics',
  pom: 'plastics',
  pbt: 'plastics',
  pet: 'plastics',
  pmma: 'plastics',
  ps: 'plastics',
  pvc: 'plastics',
  peek: 'plastics',
  composites: null,
  'glass-fibre': 'composites',
  'carbon-fibre': 'composites',
  rubber: null,
  'natural-rubber': 'rubber',
  epdm: 'rubber',
  nbr: 'rubber',
  silicone: 'rubber',
  fkm: 'rubber',
  'natural-fibres': null,
  cotton: 'natural-fibres',
  linen: 'natural-fibres',
  wool: 'natural-fibres',
  silk: 'natural-fibres',
  jute: 'natural-fibres',
  'synthetic-fibres': null,
  polyester: 'synthetic-fibres',
  nylon: 'synthetic-fibres',
  viscose: 'synthetic-fibres',
  elastane: 'synthetic-fibres',
  leather: null,
  'bovine-leather': 'leather',
  'goat-leather': 'leather',
  wood: null,
  hardwood: 'wood',
  softwood: 'wood',
  plywood: 'wood',
  paper: null,
  kraft: 'paper',
  corrugated: 'paper',
  cartonboard: 'paper',
  glass: null,
  ceramics: null,
}

export type MaterialKinship = 'same' | 'family' | 'sibling' | null

/** What a worked material is to the one asked: the same or a narrower one; its wider family; or another of that family. */
export function materialKinship(asked: string, worked: string): MaterialKinship {
  if (asked === worked || MATERIALS[worked] === asked) return 'same'
  const family = MATERIALS[asked]
  if (!family) return null
  if (worked === family) return 'family'
  return MATERIALS[worked] === family ? 'sibling' : null
}
