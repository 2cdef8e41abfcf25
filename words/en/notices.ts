/** What organizations are told, in English: the line in the product, and the subject of the mail. */

export const notices = {
  'notice.offer-submitted': '{sme} made an offer: {need}',
  'notice.offer-revised': '{sme} revised its offer: {need}',
  'notice.offer-withdrawn': '{sme} withdrew its offer: {need}',
  'notice.offer-stale': 'The need has changed; confirm or revise your offer: {need}',
  'notice.feedback-due': '{sme} waits for your feedback by {day}: {need}',
  'notice.feedback-given': 'The lead firm told you why you were not chosen: {need}',
} as const
