/** English: the pages that everyone can read. */

export const publicPages = {
  'start.title': 'Lead firms and suppliers, with reasons',
  'start.description': 'Highroad reads each requirement of a sourcing need against what a firm can prove, and says what is missing.',
  'start.heading': 'Lead firms meet suppliers who can do the job, or can get there.',
  'start.lead':
    'Highroad reads each requirement of a sourcing need against what a firm can prove. Every proposal says what is met, what is missing, and how many months it takes to close.',

  'start.sample.for': 'for a stamped seat bracket, 40,000 pcs a month',
  'start.sample.press': 'Press force 250 t, asked 200 t',
  'start.sample.press.note': 'Seen on site, March 2026',
  'start.sample.iso-9001': 'ISO 9001, through IATF 16949',
  'start.sample.iso-9001.note': 'Same site, ends 11 May 2028',
  'start.sample.capacity': 'Free capacity 38,000 pcs, asked 40,000',
  'start.sample.capacity.note': 'Third shift from June 2027',
  'start.sample.iso-14001.note': 'Usually 6 to 9 months to close',
  'start.sample.caption': 'An example: one proposal, as both sides see it.',

  'start.buy': 'Buy',
  'start.buy.as': 'You are a lead firm',
  'start.buy.text': 'Post a need under your name or an alias, and read ranked SMEs with a reason per requirement.',
  'start.buy.1': 'Start from a template',
  'start.buy.2': 'A verdict and a fact for every requirement',
  'start.buy.3': 'Invite, accept, or decline with a reason',
  'start.buy.act': 'Post a sourcing need',

  'start.supply': 'Supply',
  'start.supply.as': 'You are an SME',
  'start.supply.text': 'Fill in one profile on your phone. See real needs, what you already meet, and what you lack.',
  'start.supply.1': 'Eight answers to begin with',
  'start.supply.2': 'Each answer says who can read it',
  'start.supply.3': 'Free, in four languages',
  'start.supply.act': 'Make your profile',

  'start.broker': 'Broker',
  'start.broker.as': 'You are an agency',
  'start.broker.text': 'Bring your list of firms as it is, see every row error, and let the firms claim their entries.',
  'start.broker.1': 'CSV and Excel, four languages of headings',
  'start.broker.2': 'Duplicates shown, never merged silently',
  'start.broker.3': 'Undo within a day',
  'start.broker.act': 'Set up a desk',

  'start.needs': 'Open needs',
  'start.needs.all': 'All open needs',
  'start.needs.empty': 'No need is open to everyone just now.',

  'start.growth': 'Growth that leaves firms better off',
  'start.growth.text':
    'A firm that misses one certificate is not turned away. Highroad says what is missing and how many months it usually takes to close, so that a near miss can become a plan.',
  'start.growth.standards':
    'Which certificate stands for which, on what conditions, and how long each usually takes: the table behind every verdict is open to read.',
  'start.growth.standards.all': 'See the standards',

  'public.needs': 'Open needs',
  'public.directory': 'Supplier directory',
  'public.standards': 'Standards',
  'public.api': 'API',
  'public.desk': 'Your desk',
  'public.about': 'Highroad is free software.',
} as const
