/** Answer terms of lead firms and agencies, and rates of exchange, in SQL. */
import { and, desc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { answerTerms, exchangeRates } from '../../../db/schema/offers.ts'
import type { AnswerTerms } from '../../../domain/answer-terms.ts'
import type { Day } from '../../../domain/day.ts'
import type { ExchangeRate } from '../../../domain/exchange.ts'

export type TermsRow = typeof answerTerms.$inferSelect

export const termsStore = {
  async of(tx: Transaction, organizationIds: readonly string[]): Promise<TermsRow[]> {
    if (organizationIds.length === 0) return []
    return tx
      .select()
      .from(answerTerms)
      .where(inArray(answerTerms.organizationId, [...organizationIds]))
      .limit(1_000)
  },
  async lock(tx: Transaction, organizationId: string): Promise<TermsRow | undefined> {
    return (await tx.select().from(answerTerms).where(eq(answerTerms.organizationId, organizationId)).for('update'))[0]
  },
  /** Undefined when a colleague set the first terms a moment ago. */
  async insert(tx: Transaction, organizationId: string, terms: AnswerTerms, at: Date): Promise<TermsRow | undefined> {
    const values = { organizationId, ...terms, createdAt: at, updatedAt: at }
    return (await tx.insert(answerTerms).values(values).onConflictDoNothing().returning())[0]
  },
  async update(tx: Transaction, organizationId: string, terms: AnswerTerms, at: Date): Promise<TermsRow | undefined> {
    const set = { ...terms, updatedAt: at, version: sql`${answerTerms.version} + 1` }
    return (await tx.update(answerTerms).set(set).where(eq(answerTerms.organizationId, organizationId)).returning())[0]
  },
}

/** A rate as rules read it. */
const RATE = {
  base: exchangeRates.base,
  quote: exchangeRates.quote,
  rate: exchangeRates.rate,
  on: exchangeRates.on,
  source: exchangeRates.source,
}

export const rateStore = {
  async page(tx: Transaction, after: readonly string[] | null, limit: number): Promise<ExchangeRate[]> {
    const [on = '', base = '', quote = ''] = after ?? []
    return tx
      .select(RATE)
      .from(exchangeRates)
      .where(
        after ? sql`(${exchangeRates.on}, ${exchangeRates.base}, ${exchangeRates.quote}) < (${on}::date, ${base}, ${quote})` : undefined,
      )
      .orderBy(desc(exchangeRates.on), desc(exchangeRates.base), desc(exchangeRates.quote))
      .limit(limit)
  },
  /** The newest rate between one currency and each of the others on or before a day, in either direction. */
  async between(tx: Transaction, currency: string, others: readonly string[], day: Day): Promise<ExchangeRate[]> {
    if (others.length === 0) return []
    const { base, quote, on } = exchangeRates
    return tx
      .selectDistinctOn([base, quote], RATE)
      .from(exchangeRates)
      .where(
        and(lte(on, day), or(and(eq(base, currency), inArray(quote, [...others])), and(eq(quote, currency), inArray(base, [...others])))),
      )
      .orderBy(base, quote, desc(on))
      .limit(500)
  },
  /** A rate entered anew for the same day takes the place of the one before. */
  async keep(tx: Transaction, values: typeof exchangeRates.$inferInsert): Promise<void> {
    const { base, quote, on } = exchangeRates
    const { rate, source, createdAt } = values
    await tx
      .insert(exchangeRates)
      .values(values)
      .onConflictDoUpdate({ target: [base, quote, on], set: { rate, source, createdAt } })
  },
}
