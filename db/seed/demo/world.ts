/** The whole of the demonstration: the "Pune cluster" and the towns abroad that work with it. */
import { AUTOMOTIVE_COMPLETE } from './automotive-complete.ts'
import { AUTOMOTIVE_OPEN } from './automotive-open.ts'
import { FOOD_COMPLETE } from './food-complete.ts'
import { FOOD_OPEN } from './food-open.ts'
import { GARMENTS_COMPLETE } from './garments-complete.ts'
import { GARMENTS_OPEN } from './garments-open.ts'
import { METAL_COMPLETE } from './metal-complete.ts'
import { METAL_OPEN } from './metal-open.ts'
import { INDUSTRY_NEEDS } from './needs-industry.ts'
import { RETAIL_NEEDS } from './needs-retail.ts'
import type { DemoNeed, DemoSupplier } from './shape.ts'

export const SUPPLIERS: readonly DemoSupplier[] = [
  ...AUTOMOTIVE_COMPLETE,
  ...AUTOMOTIVE_OPEN,
  ...METAL_COMPLETE,
  ...METAL_OPEN,
  ...FOOD_COMPLETE,
  ...FOOD_OPEN,
  ...GARMENTS_COMPLETE,
  ...GARMENTS_OPEN,
]

export const NEEDS: readonly DemoNeed[] = [...INDUSTRY_NEEDS, ...RETAIL_NEEDS]
