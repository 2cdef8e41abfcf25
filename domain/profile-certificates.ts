/** When a certificate as a firm writes it down makes sense (domain reference 2.5). */
import type { CertificateFact } from './profiles.ts'
import type { StandardKind } from './standards.ts'

/** One answer that does not fit: JSON pointer, code, and what the sentence beside it needs. */
export interface FieldFault {
  field: string
  code: string
  params?: Record<string, string | number>
}

export interface KnownStandard {
  kind: StandardKind
  editions: readonly string[]
}

/**
 * Faults of one certificate, each by its own field (`/validUntil`).
 *
 * The standard must be one that somebody certifies; an edition, where the catalogue knows editions, one of them or left open;
 * the days in order; a certificate under way needs the day on which the audit is planned, and only that one has it.
 */
export function checkCertificate(
  certificate: Omit<CertificateFact, 'id' | 'provenance'>,
  standard: KnownStandard | undefined,
): FieldFault[] {
  const { status, validFrom, validUntil, targetOn } = certificate
  const reversed = validFrom !== null && validUntil !== null && validUntil < validFrom
  return [
    ...checkStandard(certificate, standard),
    ...(reversed ? [{ field: '/validUntil', code: 'order' }] : []),
    ...(status === 'in-progress' && targetOn === null ? [{ field: '/targetOn', code: 'required' }] : []),
    ...(status !== 'in-progress' && targetOn !== null ? [{ field: '/targetOn', code: 'unknown-field' }] : []),
  ]
}

function checkStandard({ edition }: { edition: string }, standard: KnownStandard | undefined): FieldFault[] {
  if (!standard) return [{ field: '/standard', code: 'not-found' }]
  if (standard.kind === 'class') return [{ field: '/standard', code: 'not-allowed-value' }]
  const isKnown = edition === '' || standard.editions.length === 0 || standard.editions.includes(edition)
  return isKnown ? [] : [{ field: '/edition', code: 'not-allowed-value' }]
}
