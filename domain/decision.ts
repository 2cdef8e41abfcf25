/** What a rule answers: the accepted value, or a refusal whose code is public API. */

export interface Refusal {
  /** Stable kebab-case code; words/ holds its sentence. */
  code: string
  /** English sentence for the problem+json `detail`. */
  message: string
  params?: Record<string, string | number>
}

export type Decision<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export function accept<T>(value: T): Decision<T> {
  return { ok: true, value }
}

export function refuse(code: string, message: string, params?: Refusal['params']): Decision<never> {
  return { ok: false, refusal: params ? { code, message, params } : { code, message } }
}
