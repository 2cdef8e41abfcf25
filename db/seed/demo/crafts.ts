/** Short ways to write down what a workshop of the demonstration does and holds, so that its data reads as a list of firms. */
import type { DemoCertificate, DemoProcess } from './shape.ts'

/** In force from so many months ago until so many months ahead; an end in the past is an expired one. */
export function held(standard: string, from: number, until: number, scope: string[] = []): DemoCertificate {
  return { standard, status: 'active', from: -from, until, target: null, scope }
}

export function suspended(standard: string, from: number, until: number): DemoCertificate {
  return { ...held(standard, from, until), status: 'suspended' }
}

/** The audit is planned in so many months. */
export function planned(standard: string, target: number): DemoCertificate {
  return { standard, status: 'in-progress', from: null, until: null, target, scope: [] }
}

function craft(process: string, years: number, materials: string[], parameters: DemoProcess['parameters']): DemoProcess {
  return { process, mode: 'own', years, materials, parameters }
}

/** Press force in t; null where the firm does not say. */
export function press(process: string, years: number, force: number | null, bed: [number, number] = [1600, 900]): DemoProcess {
  return craft(process, years, ['carbon-steel', 'high-strength-steel'], {
    ...(force !== null && { 'press-force': force }),
    'bed-size': bed,
    'sheet-thickness-max': 6,
    'die-types': ['single', 'progressive'],
    'tool-room': years > 10,
  })
}

/** Clamp force in t; null where the firm does not say. */
export function mould(process: string, years: number, clamp: number | null, shot = 900): DemoProcess {
  return craft(process, years, ['abs', 'pp', 'pa'], {
    ...(clamp !== null && { 'clamp-force': clamp }),
    'shot-weight': shot,
    resins: ['abs', 'pp', 'pa'],
    'moulding-techniques': ['insert', 'overmoulding'],
    'tool-room': years > 10,
  })
}

/** Tolerance in micrometres; null where the firm does not say. */
export function mill(process: string, years: number, tolerance: number | null, axes = 4): DemoProcess {
  return craft(process, years, ['wrought-aluminium', 'titanium', 'stainless-steel'], {
    ...(tolerance !== null && { tolerance }),
    axes,
    travel: [1200, 800, 600],
    'surface-roughness': 0.8,
    cmm: true,
  })
}

export function turn(process: string, years: number, swing: number): DemoProcess {
  return craft(process, years, ['stainless-steel', 'alloy-steel', 'wrought-aluminium'], {
    swing,
    tolerance: 15,
    'bar-diameter': 80,
    'surface-roughness': 0.8,
  })
}

export function weld(process: string, years: number, thickness: number, robots = 0): DemoProcess {
  return craft(process, years, ['carbon-steel', 'stainless-steel'], {
    'welding-methods': ['mig-mag', 'tig'],
    'welding-procedures': ['wps', 'wpqr', 'welder-certificates'],
    'sheet-thickness-max': thickness,
    'welding-robots': robots,
  })
}

/** Sauce line, fruit line and spice mill, each with its years and its throughput in t a day. */
export function kitchen(...lines: [years: number, throughput: number][]): DemoProcess[] {
  return lines.map(([years, throughput], at) =>
    craft(KITCHEN[at]?.process ?? '', years, ['glass', 'cartonboard'], {
      throughput,
      'food-lines': KITCHEN[at]?.lines ?? [],
      'cold-store': throughput * 40,
      'haccp-plan': true,
      'shelf-life': 540,
    }),
  )
}

const KITCHEN = [
  { process: 'sauce-seasoning-making', lines: ['pasteurising', 'bottling', 'packing'] },
  { process: 'jam-puree-making', lines: ['sorting', 'pasteurising', 'aseptic-filling'] },
  { process: 'spice-grinding', lines: ['sorting', 'grain-milling', 'packing'] },
]

/** Knits, workwear and baby wear, each with its years, its machines and its pieces a month. */
export function sewingHalls(...halls: [years: number, machines: number, output: number][]): DemoProcess[] {
  return halls.map(([years, machines, output], at) =>
    craft(HALLS[at] ?? '', years, ['cotton', 'polyester', 'elastane'], {
      'machine-count': machines,
      'garment-output': output,
      'textile-steps': ['cutting', 'sewing', 'finishing'],
      'textile-machines': ['lockstitch', 'overlock', 'flatlock'],
    }),
  )
}

const HALLS = ['knit-top-sewing', 'workwear-uniform-sewing', 'babywear-sewing']
