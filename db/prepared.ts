/** Statements asked many times a second: put together once for the connections that read without a transaction, and planned once by each. */
import type { Transaction } from './transaction.ts'

/**
 * Gives the statement made for this transaction, made anew only for one not seen before. What `make` returns is a named statement of
 * Drizzle (`.prepare(name)`) whose values are placeholders; the name stands for this very text in the whole product.
 */
export function prepared<S>(make: (tx: Transaction) => S): (tx: Transaction) => S {
  const made = new WeakMap<Transaction, S>()
  return (tx) => {
    const known = made.get(tx)
    if (known) return known
    const statement = make(tx)
    made.set(tx, statement)
    return statement
  }
}
