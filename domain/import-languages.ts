/** Languages as lists name them: by code, or by name in a language of the interface or in itself. */

/** ISO 639-1 of a language's code or name in English, Spanish, Portuguese, French or itself: `Español`, `spanish` and `es` are `es`. */
export function languageCode(word: string): string | null {
  const key = word.trim().toLowerCase()
  names ??= namesOfLanguages()
  return names.get(key) ?? null
}

let names: Map<string, string> | null = null

function namesOfLanguages(): Map<string, string> {
  const found = new Map<string, string>()
  for (const code of LANGUAGES) {
    found.set(code, code)
    for (const locale of ['en', 'es', 'pt', 'fr', code]) {
      const name = new Intl.DisplayNames([locale], { type: 'language' }).of(code)
      if (name) found.set(name.toLowerCase(), code)
    }
  }
  return found
}

const LANGUAGES = (
  'am ar az bg bn bs ca cs da de el en es et fa fi fr gu ha he hi hr hu hy id it ja ka kk km kn ko lo lt lv mg mk ml mn mr ms my ne nl no ' +
  'pa pl pt ro ru rw si sk sl so sq sr sv sw ta te th ti tl tr uk ur uz vi wo xh yo zh zu'
).split(' ')
