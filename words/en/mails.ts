/** Mails in English: subject, why it comes, and what to do when it was not meant. */
export const mails = {
  'mail.hello': 'Good day,',
  'mail.reset.subject': 'Set a new password',
  'mail.reset.body': 'Somebody, probably you, asked for a new password for your account. This link works once, for two hours:',
  'mail.reset.after': 'If it was not you, nothing needs to be done.',
  'mail.invitation.subject': 'You are invited to {organization}',
  'mail.invitation.body': '{organization} invites you to work with it on Highroad. This link works for 14 days:',
  'mail.claim-code.subject': 'Your code for {firm}',
  'mail.claim-code.body':
    'Somebody wants to manage the entry of {firm} on Highroad. If that is you, type this code on the page of the firm within 48 hours:',
  'mail.claim-code.after': 'If it was not you, nothing needs to be done.',
} as const
