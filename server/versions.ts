/** The version a client read, out of its If-Match header. */
import { VersionError } from './errors.ts'

/** `"7"`, weak or not; null when none was sent. Anything else is a version that does not stand. */
export function versionOf(headers: { 'if-match'?: string | undefined }): number | null {
  const text = headers['if-match']
  if (text === undefined) return null
  const parts = /^(?:W\/)?"(\d{1,9})"$/.exec(text)
  if (!parts) throw new VersionError(false)
  return Number(parts[1])
}
