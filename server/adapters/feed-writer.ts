/** Writes Atom with the package `feed`. */
import { Feed } from 'feed'
import type { FeedWriter } from '../ports/feed-writer.ts'

export function createFeedWriter(): FeedWriter {
  return {
    atom({ id, title, url, updatedAt, entries }) {
      const feed = new Feed({ id, title: clean(title), link: url, updated: updatedAt, copyright: '', generator: 'Highroad' })
      for (const one of entries) {
        feed.addItem({ id: one.url, link: one.url, title: clean(one.title), description: clean(one.summary), date: one.updatedAt })
      }
      return feed.atom1()
    },
  }
}

/** Characters that XML 1.0 cannot hold would make the whole document unreadable. */
function clean(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
}
