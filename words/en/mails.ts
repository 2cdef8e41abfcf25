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
  'mail.invited.subject': 'A lead firm invites you: {need}',
  'mail.invited.body': 'A lead firm would like your answer to its need "{need}". Read what it asks and what you already meet:',
  'mail.interest.subject': '{firm} is interested: {need}',
  'mail.interest.body': '{firm} is interested in your need "{need}". See its verdicts and answer it:',
  'mail.accepted.subject': 'Your interest was accepted: {need}',
  'mail.accepted.body': 'The lead firm accepted your interest in "{need}". See what comes next:',
  'mail.declined.subject': 'An answer to your interest: {need}',
  'mail.declined.body': 'The lead firm declined your interest in "{need}" and said why:',
} as const
