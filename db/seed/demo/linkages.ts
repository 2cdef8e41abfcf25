/** What came of the demonstration's proposals: interest, invitations, acceptances, and every reason for which a linkage is lost. */
import type { AcceptReason, LossReason } from '../../../domain/linkages.ts'
import type { DemoLinkage, DemoStep } from './shape.ts'

function interest(note: string): DemoStep {
  return { by: 'sme', step: 'show-interest', note }
}
function withdrawn(reason: LossReason, note = ''): DemoStep {
  return { by: 'sme', step: 'decline-interest', reason, note }
}
function invited(note: string): DemoStep {
  return { by: 'lead-firm', step: 'invite', note }
}
function declined(reason: LossReason, note = ''): DemoStep {
  return { by: 'lead-firm', step: 'decline', reason, note }
}
function accepted(reason?: AcceptReason): DemoStep {
  return { by: 'lead-firm', step: 'accept', ...(reason && { reason }) }
}

export const LINKAGES: readonly DemoLinkage[] = [
  {
    need: 'brackets',
    supplier: 'tamhini',
    steps: [interest('We can show samples from a running tool in three weeks.'), accepted('technical-fit')],
  },
  { need: 'brackets', supplier: 'quelmada', steps: [invited('Your transfer line would suit the second stage.')] },
  { need: 'brackets', supplier: 'varandhal', steps: [interest('IATF audit can be booked as soon as there is a programme.')] },
  { need: 'brackets', supplier: 'caraguel', steps: [interest('Temos prensa livre à noite.'), declined('quality-system')] },
  {
    need: 'brackets',
    supplier: 'oriskane',
    steps: [interest('Notre presse de 192 t suffit pour la première opération.'), declined('process-tolerance')],
  },
  { need: 'brackets', supplier: 'medisorel', steps: [withdrawn('price', 'À ce volume, nos presses rapides ne sont pas rentables.')] },
  { need: 'trim', supplier: 'varandhal', steps: [interest('We moulded the previous version of this cover.'), accepted('free-capacity')] },
  { need: 'trim', supplier: 'tamhini', steps: [withdrawn('capacity', 'The moulding bay is promised to the bracket programme.')] },
  { need: 'trim', supplier: 'xotepil', steps: [invited('Would your audit be done before the tools move?'), withdrawn('lead-time')] },
  { need: 'trim', supplier: 'dehuvani', steps: [interest('Nous pouvons reprendre les moules sans arrêt.')] },
  { need: 'recliner', supplier: 'tamhini', steps: [interest('The plate runs on our 315 t line today.'), accepted('proven-record')] },
  { need: 'recliner', supplier: 'varandhal', steps: [invited('Please look at the overmoulded variant.')] },
  { need: 'recliner', supplier: 'quelmada', steps: [interest('Tenemos troquel parecido en producción.'), withdrawn('lead-firm-silent')] },
  { need: 'recliner', supplier: 'dehuvani', steps: [invited('A second source near the line would help.'), declined('sme-silent')] },
  {
    need: 'recliner',
    supplier: 'guazumal',
    steps: [interest('Podemos enviar muestras por barco.'), declined('location', 'The programme takes suppliers of four countries.')],
  },
  {
    need: 'cabin',
    supplier: 'vetalgiri',
    steps: [interest('Thirty numbers in small lots is our daily work.'), accepted('quality-assured')],
  },
  { need: 'cabin', supplier: 'cordimar', steps: [interest('Primer artículo completo en cinco semanas.')] },
  { need: 'cabin', supplier: 'sorvalho', steps: [invited('Could you take the titanium numbers?')] },
  {
    need: 'cabin',
    supplier: 'harishgad',
    steps: [interest('We would like to grow into this.'), declined('compliance', 'Export-control file is missing.')],
  },
  { need: 'cabin', supplier: 'aerolisse', steps: [withdrawn('ip-nda', 'La clause de non-concurrence ne nous convient pas.')] },
  { need: 'frames', supplier: 'harishgad', steps: [interest('Robot cell free from next quarter.'), accepted('good-performance')] },
  { need: 'frames', supplier: 'ocotelmo', steps: [interest('Soldadores calificados y pintura propia.')] },
  { need: 'frames', supplier: 'cordimar', steps: [withdrawn('finance', 'El acero de tres meses excede nuestro crédito.')] },
  {
    need: 'frames',
    supplier: 'tifrasse',
    steps: [invited('Vos soudeurs TIG prendraient-ils des châssis légers ?'), withdrawn('sme-not-interested')],
  },
  { need: 'fittings', supplier: 'sorvalho', steps: [interest('Famílias de dez já são rotina.')] },
  { need: 'fittings', supplier: 'vetalgiri', steps: [interest('Bar work up to 80 mm.'), declined('global-frame-contract')] },
  { need: 'fittings', supplier: 'aerolisse', steps: [invited('Une petite série d’essai vous irait-elle ?')] },
  { need: 'sauces', supplier: 'bhorvan', steps: [interest('Bottling line free on two days a week.'), accepted('near-and-fast')] },
  { need: 'sauces', supplier: 'surelmo', steps: [interest('Formulamos las seis recetas.')] },
  { need: 'sauces', supplier: 'kokandal', steps: [invited('Your pickles sell well; could you bottle for us?')] },
  { need: 'sauces', supplier: 'thyrsane', steps: [withdrawn('location', 'Le fret du verre jusqu’à Pune mange la marge.')] },
  { need: 'pulp', supplier: 'indragaon', steps: [interest('Aseptic drums from May to July.')] },
  {
    need: 'pulp',
    supplier: 'surelmo',
    steps: [interest('Podemos entregar en bolsas de un kilo.'), declined('lead-firm-cancelled', 'El lanzamiento en México se pospone.')],
  },
  { need: 'pulp', supplier: 'bhorvan', steps: [withdrawn('payment-terms', 'Growers are paid in a week, you pay in sixty days.')] },
  { need: 'spices', supplier: 'bhorvan', steps: [interest('Steam steriliser in house.'), accepted('responsible')] },
  { need: 'spices', supplier: 'marajipe', steps: [withdrawn('other', 'A nossa marca própria concorre na mesma prateleira.')] },
  { need: 't-shirts', supplier: 'ghodnadi', steps: [interest('Both weights are in our range.'), accepted('good-price')] },
  { need: 't-shirts', supplier: 'monasirelle', steps: [interest('Livraison en trente jours.')] },
  { need: 't-shirts', supplier: 'zumelia', steps: [invited('Could you pack for the shop?')] },
  { need: 'workwear', supplier: 'ushavana', steps: [interest('The heated lining is our own design.')] },
  { need: 'workwear', supplier: 'corumbel', steps: [invited('A sarja é fiada em casa?')] },
  {
    need: 'baby',
    supplier: 'corumbel',
    steps: [invited('Please quote the bodysuits first.'), interest('Cotamos bodies e pijamas.'), accepted('well-managed')],
  },
  {
    need: 'workwear',
    supplier: 'zumelia',
    steps: [interest('Podemos confeccionar las dos tallas grandes.'), declined('performance', 'Two of five trial deliveries came late.')],
  },
  { need: 'baby', supplier: 'monasirelle', steps: [interest('Nous cousons déjà des layettes.'), declined('track-record')] },
  {
    need: 'baby',
    supplier: 'ghodnadi',
    steps: [interest('We can start with the pyjamas.'), declined('management', 'Nobody could answer in Portuguese or Spanish.')],
  },
  { need: 'baby', supplier: 'selmira', steps: [interest('C’est notre cœur de métier.')] },
]
