/** Three needs to start from: what they ask is usual for such a part, and every figure is the lead firm's to change. */
import type { Parameter } from '#lib/api/answers.ts'
import { blankDraft, type DraftCriterion, type DraftRequirement, type NeedDraft } from '#lib/needs/draft.ts'
import { newCriterion, shapeOf } from '#lib/needs/shapes.ts'
import type { Speaker } from '#words/speaker.ts'

export const TEMPLATES = ['stamped-bracket', 'moulded-housing', 'woven-shirts'] as const
export type Template = (typeof TEMPLATES)[number]

type Asked = Partial<DraftRequirement> & Pick<DraftRequirement, 'kind'> & { class?: DraftCriterion['class'] }
interface Start {
  products: string[]
  processes: string[]
  sector: string
  volumePerMonth: number
  asks: Asked[]
}

const STARTS: Record<Template, Start> = {
  'stamped-bracket': {
    products: ['p-stamped-brackets'],
    processes: ['progressive-die-stamping'],
    sector: 'automotive',
    volumePerMonth: 40_000,
    asks: [
      { kind: 'process', code: 'progressive-die-stamping' },
      { kind: 'parameter', code: 'press-force', within: 'stamping', value: '200', unit: 't' },
      { kind: 'parameter', code: 'sheet-thickness-max', within: 'stamping', value: '3', unit: 'mm', class: 'scored' },
      { kind: 'capacity', value: '40000', unit: 'pcs/mo', class: 'developable-must' },
      { kind: 'certificate', code: 'iatf-16949' },
      { kind: 'certificate', code: 'iso-14001', heldBy: 'horizon' },
      { kind: 'exclusion-ground', code: 'child-labour' },
    ],
  },
  'moulded-housing': {
    products: ['p-plastic-auto-parts'],
    processes: ['precision-injection-moulding'],
    sector: 'automotive',
    volumePerMonth: 20_000,
    asks: [
      { kind: 'process', code: 'injection-moulding' },
      { kind: 'parameter', code: 'clamp-force', within: 'injection-moulding', value: '150', unit: 't' },
      { kind: 'parameter', code: 'resins', within: 'injection-moulding', values: ['abs'] },
      { kind: 'parameter', code: 'tool-room', within: 'injection-moulding', class: 'scored' },
      { kind: 'capacity', value: '20000', unit: 'pcs/mo', class: 'developable-must' },
      { kind: 'certificate', code: 'iso-9001' },
      { kind: 'exclusion-ground', code: 'child-labour' },
    ],
  },
  'woven-shirts': {
    products: ['p-woven-shirts'],
    processes: ['woven-shirt-sewing'],
    sector: 'apparel-footwear-leather',
    volumePerMonth: 30_000,
    asks: [
      { kind: 'product', code: 'p-woven-shirts' },
      { kind: 'process', code: 'woven-shirt-sewing' },
      { kind: 'material', values: ['cotton'] },
      { kind: 'capacity', value: '30000', unit: 'pcs/mo', class: 'developable-must' },
      { kind: 'sample-lead-time', value: '21', unit: 'd', class: 'scored' },
      { kind: 'certificate', code: 'oeko-tex-100' },
      { kind: 'certificate', code: 'social-audit' },
      { kind: 'exclusion-ground', code: 'child-labour' },
    ],
  },
}

export function draftFromTemplate(template: Template, words: Speaker, parameters: readonly Parameter[]): NeedDraft {
  const { asks, volumePerMonth, ...start } = STARTS[template]
  return {
    ...blankDraft(words.locale),
    ...start,
    title: words.code('need-template', template),
    volumePerMonth: words.number(volumePerMonth),
    criteria: asks.map(({ class: kind, ...asked }) => {
      const requirement = { code: '', ...asked, ...(asked.value && { value: words.number(Number(asked.value)) }) }
      return { ...newCriterion(requirement, shapeOf(requirement, parameters)), ...(kind && { class: kind }) }
    }),
  }
}
