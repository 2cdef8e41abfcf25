/** English: the template of the non-disclosure agreement. Whoever changes a sentence raises NDA_TEXT_VERSION. */

export const TEMPLATE = {
  'nda-title.one-way': 'Non-disclosure agreement (one-way)',
  'nda-title.mutual': 'Non-disclosure agreement (mutual)',
  'nda.template-note':
    'This is a template. It is written to be understood and replaces no legal advice: have a lawyer of your country read it before you sign.',
  'nda.parties': 'Between {leadFirm} (the lead firm) and {sme} (the supplier), on the sourcing need “{need}”, offered on {day}.',
  'nda-heading.purpose': 'Purpose',
  'nda-clause.purpose.one-way':
    'The lead firm discloses information to the supplier so that both can find out whether the supplier can make what the need asks for, and on what terms.',
  'nda-clause.purpose.mutual':
    'Both parties disclose information to each other so that they can find out whether the supplier can make what the need asks for, and on what terms.',
  'nda-heading.information': 'Confidential information',
  'nda-clause.information.one-way':
    'Confidential is whatever the lead firm discloses for this purpose, in writing, as a drawing, sample or file, or by word of mouth: drawings, specifications, volumes, prices and plans above all, and that the parties are talking to each other.',
  'nda-clause.information.mutual':
    'Confidential is whatever one party discloses to the other for this purpose, in writing, as a drawing, sample or file, or by word of mouth: drawings, specifications, processes, volumes, costs, prices and plans above all, and that the parties are talking to each other.',
  'nda-heading.duties': 'Duties',
  'nda-clause.duties.one-way':
    'The supplier uses the information for the purpose alone, shows it only to those of its people who need it and are bound to secrecy, copies it no more than is needed, guards it as carefully as its own, and hands it to nobody else without the lead firm’s written consent. It takes nothing apart to find out how it is made.',
  'nda-clause.duties.mutual':
    'Whoever receives information uses it for the purpose alone, shows it only to those of its people who need it and are bound to secrecy, copies it no more than is needed, guards it as carefully as its own, and hands it to nobody else without written consent of the party it came from. Nobody takes anything apart to find out how it is made.',
  'nda-heading.exceptions': 'Exceptions',
  'nda-clause.exceptions':
    'Not confidential is what was public or known to the recipient before, what becomes public through no fault of the recipient, what a third party rightly hands on, and what the recipient develops on its own without the information. What a court or an authority demands may be disclosed to it; the other party is told first where the law allows.',
  'nda-heading.term': 'Term',
  'nda-clause.term':
    'The agreement holds from the day on which the second party signs. What was disclosed stays confidential for {months, plural, one {# month} other {# months}} from that day, trade secrets for as long as they are such.',
  'nda-heading.return': 'Return',
  'nda-clause.return':
    'On request the recipient returns or destroys all documents, samples and files within 30 days and says so in writing. What the law obliges it to keep, and copies in usual backups, it goes on guarding.',
  'nda-heading.rights': 'No further rights, no duty to contract',
  'nda-clause.rights':
    'The information and all rights in it stay with the party it came from. Neither party is bound by this agreement to place an order, to accept one or to deal with the other alone.',
  'nda-heading.law': 'Law and form',
  'nda-clause.law':
    'The law of the country where the party whose information is concerned has its seat applies, and its courts decide, unless the parties agree otherwise in writing. Changes need the written form. If one clause is void, the others stand.',
  'nda-party.lead-firm': 'For the lead firm',
  'nda-party.sme': 'For the supplier',
  'nda.signed-by': 'Signed by',
  'nda.signed-at': 'On',
  'nda.session': 'Signed in as (session)',
  'nda.signatures': 'Signatures',
  'nda.signatures-open': 'Signatures (not yet complete)',
  'nda.hash': 'SHA-256 of the text above, which each signature covers: {hash}',
  'nda.page': 'Page {n} of {of}',
} as const
