/** The transaction of one use case, handed from its service to the stores. */
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'

export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]
