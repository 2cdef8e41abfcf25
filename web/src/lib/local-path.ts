/** Where a form leads back to: only addresses of this site, so that no link can carry a reader elsewhere. */

/** An address of this site; anything else is the fallback. */
export function localPath(asked: unknown, fallback = '/'): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])/.test(asked)) return fallback
  const url = new URL(asked, 'http://here.invalid')
  return url.host === 'here.invalid' ? url.pathname + url.search : fallback
}

/** The same address with `?done=code`, by which the next page says what was done. */
export function withDone(path: string, code: string): string {
  const url = new URL(path, 'http://here.invalid')
  url.searchParams.set('done', code)
  return url.pathname + url.search
}
