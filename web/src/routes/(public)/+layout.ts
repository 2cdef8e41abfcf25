/** Public pages are plain pages: no script at all, so that they open at once on a slow line. */
export const csr = false
