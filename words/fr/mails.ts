/** Mails in French: subject, why it comes, and what to do when it was not meant. */
import type { mails as source } from '../en/mails.ts'

export const mails = {
  'mail.hello': 'Bonjour,',
  'mail.reset.subject': 'Choisissez un nouveau mot de passe',
  'mail.reset.body':
    'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte. Ce lien sert une fois, pendant deux heures :',
  'mail.reset.after': 'Si ce n’était pas vous, il n’y a rien à faire.',
  'mail.invitation.subject': 'Invitation de {organization}',
  'mail.invitation.body': '{organization} vous invite à travailler avec elle sur Highroad. Ce lien sert pendant 14 jours :',
  'mail.claim-code.subject': 'Votre code pour {firm}',
  'mail.claim-code.body':
    'Quelqu’un veut gérer la fiche de {firm} sur Highroad. Si c’est vous, écrivez ce code sur la page de l’entreprise dans les 48 heures :',
  'mail.claim-code.after': 'Si ce n’était pas vous, il n’y a rien à faire.',
} satisfies Record<keyof typeof source, string>
