/** Firms' names and places without what differs between two lists although the firm is the same. */

/**
 * A firm's name for comparison: no legal form, no accents, case or punctuation, usual abbreviations written out.
 * `Acme Knit-Wear (Pvt.) Ltd.` and `ACME KNIT WEAR LIMITED` are both `acme knit wear`; `Textil Ñandú, S.A. de C.V.` is `textil nandu`.
 * A name that is nothing but a legal form stays as it is.
 */
export function normaliseName(name: string): string {
  const words = wordsOf(name.replace(EASTERN_FORMS, ' ')).map((word) => ABBREVIATIONS.get(word) ?? word)
  const kept = withoutLegalForms(words)
  return (kept.length > 0 ? kept : words).join(' ')
}

/**
 * What sets a firm's name apart from others of its trade: `Bunon Knitwear` and `Arabee Knitwear` share only what they make.
 * Takes a normalised name; one made of nothing but such words is returned whole.
 */
export function distinctivePart(normalisedName: string): string {
  const kept = normalisedName.split(' ').filter((word) => !TRADE_WORDS.has(word))
  return kept.length > 0 ? kept.join(' ') : normalisedName
}

/** A place for comparison: `Dhaka District` and `DHAKA` are `dhaka`, `Chattogram` is `chittagong`, `Ciudad de Guatemala` is `guatemala`. */
export function normalisePlace(place: string): string {
  const words = wordsOf(place)
  const kept = words.filter((word) => !PLACE_WORDS.has(word)).map((word) => PLACE_NAMES.get(word) ?? word)
  return (kept.length > 0 ? kept : words).join(' ')
}

/** An address for comparison: words without accents, usual abbreviations written out (`Rd.` is `road`, `Mah.` is `mahalle`). */
export function normaliseAddress(address: string): string {
  return wordsOf(address)
    .map((word) => ADDRESS_WORDS.get(word) ?? PLACE_NAMES.get(word) ?? word)
    .filter((word) => word !== '')
    .join(' ')
}

/** Lower-case words; `S.A.`, `s a` and `SA` all become `sa`, `&` becomes `and`. */
function wordsOf(text: string): string[] {
  const plain = foldLetters(text)
    .replace(/&|\+/g, ' and ')
    .replace(/['\u2018\u2019`\u00b4]/g, '')
    .replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain === '' ? [] : joinSingleLetters(plain.split(' '))
}

/** Accents go, and the letters that Unicode does not take apart are written with the usual ones. */
function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ßøłđæœıþð]/g, (letter) => FOLDED[letter] ?? letter)
}

function joinSingleLetters(words: string[]): string[] {
  const joined: string[] = []
  let run = ''
  for (const word of words) {
    if (/^[a-z]$/.test(word)) {
      run += word
      continue
    }
    if (run !== '') joined.push(run)
    run = ''
    joined.push(word)
  }
  return run === '' ? joined : [...joined, run]
}

/**
 * Unmistakable forms go wherever they stand (`Acme (Pvt) Ltd Unit 2`); short ones that are also words or initials
 * (`sa`, `co`, `as`) only at the end, or at the beginning where a country puts them there (`PT`, `SC`).
 */
function withoutLegalForms(words: string[]): string[] {
  const kept = words.filter((word) => !CLEAR_FORMS.has(word))
  while (kept.length > 1 && END_FORMS.has(kept.at(-1) ?? '')) kept.pop()
  while (kept.length > 1 && START_FORMS.has(kept[0] ?? '')) kept.shift()
  return kept
}

const FOLDED: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd' }

const set = (words: string) => new Set(words.split(' '))
const map = (pairs: string) =>
  new Map(pairs.split(' ').map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]))

const CLEAR_FORMS = set(
  'ltd limited ltda lda limitada pvt pvtltd private pte pty plc llc llp inc incorporated gmbh mbh ggmbh sarl eurl sasu srl sprl bvba ' +
    'eirl eireli sgps sapi sab scrl spzoo doo ood eood kft zrt nyrt oyj aps ehf hf jsc ojsc cjsc pjsc ooo oao zao pao tnhh sdn bhd tbk ' +
    'fze fzco fzc fzllc wll saoc saog coltd sti sirketi anonim limitet gesmbh ооо оао зао пао тов',
)

/** Written together with the name, so they cannot be words of their own. */
const EASTERN_FORMS = /(?:股份)?有限(?:责任|責任)?公司|株式会社|有限会社|주식회사|\(주\)/g

const END_FORMS = set(
  'co company corp corporation cia compania companhia compagnie sa sas sac saa scs snc sca spa sl slu sll sc rl de cv y e et and und ve ' +
    'bv nv vof ab asa as oy kg kgaa ohg ag ad dd da kk yk gk bt ro sro spol zo sp z oo tic san ticaret sanayi me epp mei saic saicf sae ' +
    'cooperative coop est establishment lp pc public',
)

const START_FORMS = set('pt cv ud ms messrs sc ooo zao oao cong ty tnhh ets firma')

const ABBREVIATIONS = map(
  'ind:industries inds:industries industry:industries intl:international int:international mfg:manufacturing mfrs:manufacturers ' +
    'fty:factory bd:bangladesh gmts:garments gmt:garment ent:enterprise teks:textile tekstil:textile ' +
    'textil:textile texteis:textile textiles:textile garments:garment apparels:apparel fashions:fashion sweaters:sweater',
)

const TRADE_WORDS = set(
  'garment fashion apparel textile knitwear knit knitting knitwears sweater dress dresses wear wears outerwear clothing clothes attire attires designers design trousers shirt shirts denim ' +
    'composite mills mill spinning weaving dyeing printing embroidery washing fabrics fabric shoes footwear leather konfeksiyon corap ' +
    'confecciones confeccoes confection tejidos calcados industries industrial industria international global manufacturing manufacturers ' +
    'factory enterprise enterprises group trading traders export exports exporters import company works engineering metal metals steel ' +
    'plastic plastics electronics food foods agro products production technology technologies solutions services unit bangladesh and of the de',
)

const PLACE_WORDS = set(
  'city town district dist province prov state region county municipality municipal upazila thana division prefecture sub sadar ' +
    'ciudad provincia departamento municipio estado distrito region cidade municipio concelho ville departement commune de of la el',
)

/** Old and new official spellings of towns that lists still mix. */
const PLACE_NAMES = map(
  'chattogram:chittagong jashore:jessore cumilla:comilla bogura:bogra barishal:barisal dacca:dhaka narayangonj:narayanganj ' +
    'narayangong:narayanganj gazipour:gazipur saigon:hochiminh bombay:mumbai calcutta:kolkata madras:chennai bangalore:bengaluru ' +
    'rangoon:yangon peking:beijing canton:guangzhou tiruppur:tirupur constantinople:istanbul',
)

const ADDRESS_WORDS = map(
  'rd:road st:street str:street ave:avenue av:avenue blvd:boulevard bldg:building fl:floor flr:floor ' +
    'ind:industrial indl:industrial dist:district prov:province vill:village no: num: nr: plot: ' +
    'mah:mahalle mahallesi:mahalle sok:sokak sk:sokak cad:cadde caddesi:cadde blv:bulvar bulvari:bulvar san:sanayi bol:bolge bolgesi:bolge ' +
    'epz:epz zn:zone col:colonia km:km',
)
