/** The lead firms and agencies of the demonstration; nobody in it is a person, nor a firm that exists. */
import type { DemoCheck, DemoOrganization, DemoOwnStandard, DemoUser } from './shape.ts'

const LEAD_FIRM_USERS: DemoUser[] = [
  { role: 'Approver', mailbox: 'approver', duties: ['approver'] },
  { role: 'Buyer', mailbox: 'buyer', duties: ['buyer'] },
  { role: 'Quality engineer', mailbox: 'quality', duties: ['quality'] },
]
const AGENCY_USERS: DemoUser[] = [
  { role: 'Manager', mailbox: 'manager', duties: ['manager'] },
  { role: 'Officer', mailbox: 'officer', duties: ['officer'] },
]

export const LEAD_FIRMS: readonly DemoOrganization[] = [
  { key: 'aldervane', kind: 'lead-firm', name: 'Aldervane Seating', place: 'chakan', users: LEAD_FIRM_USERS },
  { key: 'halvorstane', kind: 'lead-firm', name: 'Halvorstane Aircraft', place: 'toulouse', users: LEAD_FIRM_USERS },
  { key: 'marrowdene', kind: 'lead-firm', name: 'Marrowdene Stores', place: 'leeds', users: LEAD_FIRM_USERS },
]

export const AGENCIES: readonly DemoOrganization[] = [
  { key: 'bhima', kind: 'agency', name: 'Bhima Linkage Agency', place: 'pune', users: AGENCY_USERS },
  { key: 'bajiomar', kind: 'agency', name: 'Agencia de Enlace Bajiomar', place: 'queretaro', users: AGENCY_USERS },
]

export const OWN_STANDARD: DemoOwnStandard = {
  by: 'aldervane',
  alias: 'own:seat-supplier',
  name: 'Aldervane Seat Supplier Standard',
  edition: '3',
  checklist: ['Control plan for every safety feature', 'Traceability of each coil', 'Layered audits of the press line'],
  acceptsInstead: ['vda-6-3-a'],
  monthsMin: 3,
  monthsMax: 6,
  approved: [{ supplier: 'tamhini', number: 'AS-0147', from: -5, until: 19 }],
}

export const CHECKS: readonly DemoCheck[] = [
  {
    agency: 'bhima',
    supplier: 'tamhini',
    fact: 'process',
    of: 'progressive-die-stamping',
    level: 'verified-on-site',
    note: 'Press line seen running',
  },
  {
    agency: 'bhima',
    supplier: 'tamhini',
    fact: 'certificate',
    of: 'iatf-16949',
    level: 'third-party-registry',
    note: 'Read in the public register',
  },
  { agency: 'bhima', supplier: 'varandhal', fact: 'certificate', of: 'iso-9001', level: 'documented', note: 'Certificate received' },
  {
    agency: 'bhima',
    supplier: 'dehuvani',
    fact: 'capacity',
    of: 'stamping',
    level: 'verified-remote',
    note: 'Shift plan shown in a video call',
  },
  {
    agency: 'bhima',
    supplier: 'vetalgiri',
    fact: 'certificate',
    of: 'as9100',
    level: 'third-party-registry',
    note: 'Read in the public register',
  },
  { agency: 'bhima', supplier: 'harishgad', fact: 'process', of: 'robotic-welding', level: 'verified-on-site', note: 'Weld cells visited' },
  { agency: 'bhima', supplier: 'bhorvan', fact: 'certificate', of: 'fssc-22000', level: 'documented', note: 'Certificate received' },
  {
    agency: 'bhima',
    supplier: 'kokandal',
    fact: 'reference',
    of: 'p-spices',
    level: 'verified-remote',
    note: 'Confirmed by telephone',
  },
  { agency: 'bhima', supplier: 'ghodnadi', fact: 'process', of: 'babywear-sewing', level: 'verified-on-site', note: 'Sewing hall visited' },
  { agency: 'bhima', supplier: 'ghodnadi', fact: 'certificate', of: 'sa8000', level: 'documented', note: 'Certificate received' },
  {
    agency: 'bajiomar',
    supplier: 'quelmada',
    fact: 'process',
    of: 'transfer-die-stamping',
    level: 'verified-on-site',
    note: 'Visita a la nave',
  },
  { agency: 'bajiomar', supplier: 'surelmo', fact: 'certificate', of: 'brcgs-food', level: 'documented', note: 'Certificado recibido' },
]
