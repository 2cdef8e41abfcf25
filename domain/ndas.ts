/** The non-disclosure agreement between the two firms of a linkage: its forms, and who may offer and sign it when. */
import { accept, type Decision, refuse } from './decision.ts'
import { type Standing, takesNda } from './documents.ts'

/** One-way: the lead firm discloses. Mutual: both do. */
export const NDA_FORMS = ['one-way', 'mutual'] as const
export type NdaForm = (typeof NDA_FORMS)[number]

/** Languages that the template is written in. */
export const NDA_LANGUAGES = ['en', 'es', 'pt', 'fr'] as const
export type NdaLanguage = (typeof NDA_LANGUAGES)[number]

export const NDA_MONTHS = { least: 6, most: 120 } as const

/** Raised when a sentence of the template changes; what was offered before keeps the text that it was offered with. */
export const NDA_TEXT_VERSION = 1

/** The clauses of the template, in their order; words/ holds one of each per form and language. */
export const NDA_CLAUSES = ['purpose', 'information', 'duties', 'exceptions', 'term', 'return', 'rights', 'law'] as const

/** The firms that sign; an agency is bound by no agreement between them. */
export const NDA_PARTIES = ['lead-firm', 'sme'] as const
export type NdaParty = (typeof NDA_PARTIES)[number]

export interface NdaSignature {
  party: NdaParty
  userId: string
}

export interface NdaState {
  standing: Pick<Standing, 'stage' | 'reached'>
  /** The lead firm still stands under an alias: an agreement needs two names. */
  hidden: boolean
  signatures: readonly NdaSignature[]
}

export function isNdaComplete(signatures: readonly Pick<NdaSignature, 'party'>[]): boolean {
  return NDA_PARTIES.every((party) => signatures.some((one) => one.party === party))
}

/** Either firm may offer one, and another one in its place as long as not both have signed. */
export function offerNda({ standing, hidden, signatures }: NdaState): Decision<null> {
  if (hidden || !takesNda(standing)) return tooEarly()
  return isNdaComplete(signatures) ? refuse('nda-complete', 'Both sides have signed already.') : accept(null)
}

/** Decides one signature; `true` says that it is the second, by which the tier `nda-signed` opens. */
export function signNda(state: NdaState, by: NdaSignature): Decision<boolean> {
  if (state.hidden || !takesNda(state.standing)) return tooEarly()
  if (state.signatures.some((one) => one.party === by.party)) return refuse('nda-signed-already', 'Your side has signed already.')
  // Trust rule R9: nobody decides for both sides.
  if (state.signatures.some((one) => one.userId === by.userId))
    return refuse('nda-same-person', 'The other side has to be signed for by somebody else.')
  return accept(isNdaComplete([...state.signatures, by]))
}

function tooEarly(): Decision<never> {
  return refuse('nda-too-early', 'An agreement is signed between firms that have been introduced to each other and still talk.')
}
