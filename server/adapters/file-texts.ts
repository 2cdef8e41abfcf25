/** Without a gateway, texts are written to `texts/*.txt` in the data folder and told in the log. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextChannel } from '../ports/text-channel.ts'

export function createFileTexts(folder: string, tell: (line: string) => void): TextChannel {
  return {
    async send({ id, to, text }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${id.replace(/[^\w.-]/g, '_')}.txt`)
      await writeFile(file, `${to}\n${text}\n`, { mode: 0o600 })
      tell(`text to ${to.slice(0, 4)}… is in ${file}`)
    },
  }
}
