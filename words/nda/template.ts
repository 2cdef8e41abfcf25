/** The template of the non-disclosure agreement in every language: long, and apart from the dictionaries, so that no page carries it. */
import { fill, type Params } from '../message.ts'
import { TEMPLATE as en } from './en.ts'
import { TEMPLATE as es } from './es.ts'
import { TEMPLATE as fr } from './fr.ts'
import { TEMPLATE as pt } from './pt.ts'

export type NdaKey = keyof typeof en

export const NDA_TEMPLATES: Record<'en' | 'es' | 'pt' | 'fr', Record<NdaKey, string>> = { en, es, pt, fr }

export function sayNda(language: keyof typeof NDA_TEMPLATES, key: NdaKey, params?: Params): string {
  return fill(language, NDA_TEMPLATES[language][key], params)
}

/** A clause that is the same for every form, or this form's own. */
export function clauseKey(clause: string, form: string): NdaKey {
  const own = `nda-clause.${clause}.${form}`
  return (Object.hasOwn(en, own) ? own : `nda-clause.${clause}`) as NdaKey
}
