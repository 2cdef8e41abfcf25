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
  const faults: FieldFault[] = []
  const { edition, status, validFrom, validUntil, targetOn } = certificate
  if (!standard) faults.push({ field: '/standard', code: 'not-found' })
  else if (standard.kind === 'class') faults.push({ field: '/standard', code: 'not-allowed-value' })
  if (standard && edition !== '' && standard.editions.length > 0 && !standard.editions.includes(edition)) {
    faults.push({ field: '/edition', code: 'not-allowed-value' })
  }
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) faults.push({ field: '/validUntil', code: 'order' })
  if (status === 'in-progress' && targetOn === null) faults.push({ field: '/targetOn', code: 'required' })
  if (status !== 'in-progress' && targetOn !== null) faults.push({ field: '/targetOn', code: 'unknown-field' })
  return faults
}
