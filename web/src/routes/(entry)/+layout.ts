/** The way in is plain pages: no script at all. */
export const csr = false
