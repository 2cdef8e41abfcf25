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
  'mail.invited.subject': 'Une entreprise chef de file vous invite : {need}',
  'mail.invited.body':
    'Une entreprise chef de file souhaite votre réponse à son besoin « {need} ». Lisez ce qu’elle demande et ce que vous remplissez déjà :',
  'mail.interest.subject': '{firm} est intéressée : {need}',
  'mail.interest.body': '{firm} est intéressée par votre besoin « {need} ». Voyez les résultats et répondez-lui :',
  'mail.accepted.subject': 'Votre intérêt est accepté : {need}',
  'mail.accepted.body': 'L’entreprise chef de file a accepté votre intérêt pour « {need} ». Voyez la suite :',
  'mail.declined.subject': 'Une réponse à votre intérêt : {need}',
  'mail.declined.body': 'L’entreprise chef de file a décliné votre intérêt pour « {need} » et a dit pourquoi :',
} satisfies Record<keyof typeof source, string>
