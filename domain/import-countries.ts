/** Recognises a country however a list spells it: ISO codes, names in English, Spanish, Portuguese, French and its own language. */

/**
 * The ISO 3166 alpha-2 code of a country as lists write it, or null.
 * `Viet Nam`, `VIETNAM`, `VN` and `VNM` are VN; `Slovak Republic` is SK; `U.S.A.` is US; `Brasil` is BR; `CHINA ` is CN.
 */
export function recognizeCountry(text: string): string | null {
  const key = keyOf(text)
  if (key === '') return null
  const index = countryIndex()
  const found = index.get(key) ?? index.get(withoutForm(key))
  if (found) return found
  // `Korea, Republic of`, `Moldova (Republic of)`; `Dhaka, Bangladesh` is a place, not a country, and stays unrecognised.
  const inverted = /^([^,(]+)[,(]\s*([^()]+)\)?$/.exec(text.trim())
  if (!inverted) return null
  const [, name = '', form = ''] = inverted
  return index.get(keyOf(`${form} ${name}`)) ?? (FORM.test(`${keyOf(form)} `) ? (index.get(keyOf(name)) ?? null) : null)
}

/** True for an alpha-2 code that ISO 3166 assigns (and XK, Kosovo, which everybody uses). */
export function isCountryCode(code: string): boolean {
  return ALPHA3_OF.has(code)
}

const ALPHA3_OF = new Map(
  `
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR
BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV
CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH
ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ
GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA
JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO
LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS
MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL
TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT
WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE XKXKX`
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
)

const LIST_LANGUAGES = ['en', 'es', 'pt', 'fr']

let index: Map<string, string> | undefined

/** Made on first use: some 2,500 spellings. What is written first wins, so that an alias beats a name and English beats the rest. */
function countryIndex(): Map<string, string> {
  if (index) return index
  index = new Map()
  const add = (spelling: string | undefined, code: string) => {
    const key = keyOf(spelling ?? '')
    for (const form of [key, withoutForm(key)]) if (form !== '' && !index?.has(form)) index?.set(form, code)
  }
  for (const [code, alpha3] of ALPHA3_OF) {
    index.set(code.toLowerCase(), code)
    index.set(alpha3.toLowerCase(), code)
  }
  for (const [code, spellings] of Object.entries(ALIASES)) for (const spelling of spellings.split('|')) index.set(keyOf(spelling), code)
  for (const language of LIST_LANGUAGES) for (const code of ALPHA3_OF.keys()) for (const name of namesOf(code, language)) add(name, code)
  for (const code of ALPHA3_OF.keys()) for (const name of namesOf(code, nativeLanguageOf(code))) add(name, code)
  return index
}

function namesOf(code: string, language: string): (string | undefined)[] {
  return [displayNames(language, 'long').of(code), displayNames(language, 'short').of(code)]
}

const namesByLanguage = new Map<string, Intl.DisplayNames>()

function displayNames(language: string, style: 'long' | 'short'): Intl.DisplayNames {
  const key = `${language} ${style}`
  const known = namesByLanguage.get(key)
  if (known) return known
  const made = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' })
  namesByLanguage.set(key, made)
  return made
}

/** The language most spoken in a country, by Unicode's own table of likely subtags. */
function nativeLanguageOf(code: string): string {
  return new Intl.Locale(`und-${code}`).maximize().language
}

/** `U.S.A.` and `USA` alike; accents, case, punctuation and `the` do not count. */
function keyOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[.'\u2018\u2019`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
    .replace(/ the$/, '')
    .replace(/\bst (?=\p{L})/gu, 'saint ')
}

const FORM =
  /^(the )?(federal |federative |islamic |arab |socialist |democratic |peoples |united |plurinational |bolivarian |hashemite |oriental |co operative )*(republic|kingdom|state|states|commonwealth|union|sultanate|principality|federation|republica|reino|estado|republique|royaume)( (federal|democratica|popular|islamica|populaire|democratique|bolivariana|oriental|arabe))*( of| de| da| do| du| des| del)?( the)? /

/** `Republic of Peru` is Peru; `Democratic Republic of the Congo` is named apart. */
function withoutForm(key: string): string {
  return key.replace(FORM, '')
}

/** Spellings that Intl does not give: old names, short forms, official forms that say less than they seem to, parts of the United Kingdom. */
const ALIASES: Record<string, string> = {
  AE: 'UAE|Emirates|Emiratos|Emirados|Emirats',
  BA: 'Bosnia|Bosnie',
  BD: 'Bangla Desh|Bengladesh',
  BN: 'Brunei Darussalam',
  BO: 'Bolivia Plurinational State of',
  CD: 'DR Congo|DRC|RDC|Democratic Republic of the Congo|Democratic Republic of Congo|Congo Democratic Republic|Congo Kinshasa|Zaire|República Democrática del Congo|República Democrática do Congo|République démocratique du Congo',
  CG: 'Congo|Congo Brazzaville|Republic of the Congo|Republic of Congo|República del Congo|República do Congo|République du Congo',
  CI: "Ivory Coast|Cote d'Ivoire|Costa de Marfil|Costa do Marfim",
  CN: "PR China|P.R.C.|PRC|China PR|China Mainland|Mainland China|People's Republic of China|Republic of China People's|República Popular China|República Popular da China|República Popular de China|République populaire de Chine",
  CV: 'Cape Verde|Cabo Verde|Cap-Vert',
  CZ: 'Czech Republic|Czech Rep|Czech|República Checa|République tchèque',
  DO: 'Dominican Rep|Rep Dominicana|República Dominicana|Dominican Republic|République dominicaine',
  EG: 'Arab Republic of Egypt|Egypt Arab Republic of',
  FM: 'Micronesia|Federated States of Micronesia',
  GB: 'UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain and Northern Ireland|Inglaterra|Gran Bretaña|Grã-Bretanha|Angleterre|Grande-Bretagne',
  GM: 'The Gambia',
  HK: 'Hongkong|Hong Kong SAR|Hong Kong China|China Hong Kong',
  IR: 'Iran|Islamic Republic of Iran',
  KH: 'Kampuchea',
  KP: "North Korea|Democratic People's Republic of Korea|Korea Democratic People's Republic of|DPRK|Korea North",
  KR: 'South Korea|Korea|Republic of Korea|Korea South|S Korea|Korea Rep|Corea|Coreia',
  LA: "Laos|Lao|Lao PDR|Lao People's Democratic Republic",
  LK: 'Srilanka|Ceylon',
  MD: 'Moldova|Republic of Moldova',
  MK: 'Macedonia|FYROM|Republic of Macedonia|Former Yugoslav Republic of Macedonia',
  MM: 'Burma|Birmania|Birmanie|Myanmar Burma|Myanmar',
  MO: 'Macau|Macao|Macao SAR|Macau China',
  NL: 'Holland|The Netherlands|Holanda|Hollande|Nederland',
  PH: 'Phillipines|Philipines|Philippine',
  PK: 'Islamic Republic of Pakistan',
  PS: 'Palestine|State of Palestine|West Bank|Gaza',
  RU: 'Russia|Russian Federation|Federación de Rusia|Federação Russa|Fédération de Russie',
  SV: 'Salvador|El Salvador',
  SK: 'Slovak Republic|Slovak Rep|Slovak|República Eslovaca|République slovaque',
  ST: 'Sao Tome|São Tomé',
  SY: 'Syria|Syrian Arab Republic',
  SZ: 'Swaziland|Eswatini',
  TL: 'East Timor|Timor Leste|Timor Oriental',
  TR: 'Turkey|Türkiye|Turkiye|Turquia|Turquía|Turquie',
  TT: 'Trinidad',
  TW: 'Taiwan|Taiwan ROC|ROC|Taiwan Province of China|Chinese Taipei|Taiwan China|China Taiwan',
  TZ: 'Tanzania|United Republic of Tanzania',
  US: 'USA|U.S.|U.S.A.|United States|United States of America|America|Estados Unidos|EEUU|EE.UU.|EUA|E.U.A.|Estados Unidos de América|États-Unis|Etats Unis d Amérique',
  VA: 'Vatican|Holy See|Vaticano',
  VE: 'Venezuela|Bolivarian Republic of Venezuela',
  VN: 'Viet Nam|Vietnam|Viêt Nam|Vietman',
  ZA: 'South Africa|RSA|S Africa|Sudáfrica|África do Sul|Afrique du Sud',
}
