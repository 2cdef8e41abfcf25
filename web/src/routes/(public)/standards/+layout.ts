/** Plain pages: no script at all. */
export const csr = false
