/** Feeds out: what was found, as a document that feed readers understand. */

export interface FeedEntry {
  /** Address of the thing itself; also its id. */
  url: string
  title: string
  summary: string
  updatedAt: Date
}

export interface FeedDocument {
  /** A stable id that gives no secret away. */
  id: string
  title: string
  /** Where a person reads the same. */
  url: string
  updatedAt: Date
  entries: readonly FeedEntry[]
}

export interface FeedWriter {
  /** The feed as Atom (RFC 4287). */
  atom(feed: FeedDocument): string
}
