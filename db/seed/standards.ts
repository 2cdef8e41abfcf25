/** Reads the catalogue of standards that a new installation starts with: standards, editions, and what covers what (domain reference 3.3, 3.4). */
import { readFileSync } from 'node:fs'
import type { Edition, Implication, ImplicationCondition, ImplicationVerdict, Standard, StandardKind } from '../../domain/standards.ts'

export interface StandardRows {
  standards: Standard[]
  editions: Edition[]
  implications: Implication[]
}

/** All rows of `db/seed/standards/`; administrators change them in the database afterwards. */
export function loadStandards(): StandardRows {
  return {
    standards: rowsOf('standards').map(standardOf),
    editions: rowsOf('editions').map(editionOf),
    implications: rowsOf('implications').map(implicationOf),
  }
}

type Row = (column: string) => string

function rowsOf(name: string): Row[] {
  const text = readFileSync(new URL(`standards/${name}.tsv`, import.meta.url), 'utf8')
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const columns = header.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    return (column) => cells[columns.indexOf(column)] ?? ''
  })
}

function standardOf(cell: Row): Standard {
  return {
    code: cell('code'),
    name: cell('name'),
    kind: cell('kind') as StandardKind,
    issuerOrganizationId: null,
    acceptsInstead: [],
    monthsMin: numberOf(cell('months_min')),
    monthsMax: numberOf(cell('months_max')),
    scaleGroup: cell('scale_group') || null,
    scaleRank: numberOf(cell('scale_rank')),
    withdrawnOn: cell('withdrawn_on') || null,
    sectors: listOf(cell('sectors')),
  }
}

function editionOf(cell: Row): Edition {
  return {
    standard: cell('standard'),
    edition: cell('edition'),
    acceptedFrom: cell('accepted_from') || null,
    acceptedUntil: cell('accepted_until') || null,
  }
}

function implicationOf(cell: Row): Implication {
  return {
    holds: cell('holds'),
    satisfies: cell('satisfies'),
    verdict: cell('verdict') as ImplicationVerdict,
    factor: numberOf(cell('factor')),
    conditions: listOf(cell('conditions')) as ImplicationCondition[],
    monthsMin: numberOf(cell('months_min')),
    monthsMax: numberOf(cell('months_max')),
    note: cell('note'),
    source: cell('source'),
  }
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text)
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(',')
}
